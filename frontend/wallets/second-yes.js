/**
 * What the lists of things that wait for a second person's yes share: the answers, and what happens
 * after one (X-16, IG-10).
 */
import { moneyText } from "../base/format.js";
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { place } from "../base/router.js";
import { Button } from "../ui/button.js";
import { Tabs } from "../ui/tabs.js";
import { Ago, Badge } from "../ui/text.js";
import { whyText } from "../ui/why.js";

/**
 * Which row is being answered by which form, and what follows.
 * @param {{ data: unknown, reload: () => void }} pages
 */
export function useAnswering(pages) {
  const [open, setOpen] = useState(
    /** @type {{ form: unknown, row: Api.CorrectionRow | Api.ProposalRow } | null} */ (null),
  );
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, pages.data);
  const end = (/** @type {Parameters<typeof notify>[0]} */ notice) => {
    setOpen(null);
    noteDone();
    notify(notice);
    pages.reload();
  };
  return {
    home,
    choose: (/** @type {unknown} */ form, /** @type {Api.CorrectionRow | Api.ProposalRow} */ row) =>
      setOpen({ form, row }),
    dialog:
      open &&
      html`<${open.form} row=${open.row} onClose=${() => setOpen(null)}
        onDone=${(
          /** @type {string} */ text,
          /** @type {{ href: string, label: string }} */ link,
        ) => end({ tone: "green", text, link })}
        onStale=${(/** @type {import("../base/http.js").Problem} */ problem) =>
          end({ tone: "amber", text: `${problem.message} Nothing was done.` })} />`,
  };
}

/**
 * @template Row
 * @typedef {{ row: Row, onDone: (text: string, link?: { href: string, label: string }) => void,
 *   onClose: () => void, onStale: (problem: import("../base/http.js").Problem) => void }}
 *   AnswerProps
 */

/** What is answered, among others. @param {Api.CorrectionRow | Api.ProposalRow} row */
const rowText = (row) =>
  "transfer" in row
    ? `transfer ${row.transfer.transferID}`
    : [moneyText(row.amount, row.currency), row.name, row.reference].filter(Boolean).join(", ");

const looks = { agree: { label: "Agree", icon: "Check" }, refuse: { label: "Refuse", icon: "X" } };

const TABS = [
  { value: "", label: "Waiting" },
  { value: "ended", label: "Decided" },
];

/** What the address may ask for: what waits, or what was decided. */
export const STATES = { state: ["ended"] };

/** Whether what was decided is looked at. */
export const isOfDecided = () => place.value.query.get("state") === "ended";

export const StateTabs = () =>
  html`<${Tabs} label="What waits and what was decided" name="state" tabs=${TABS}
    current=${place.value.query.get("state") ?? ""} />`;

/** @type {Record<string, { label: string, tone: string, icon: string }>} */
const outcomes = {
  made: { label: "Agreed", tone: "green", icon: "Check" },
  refused: { label: "Refused", tone: "red", icon: "X" },
  takenBack: { label: "Taken back", tone: "grey", icon: "Undo2" },
};

/** @type {import("../ui/table.js").Column<Api.CorrectionRow | Api.ProposalRow>} */
const askedBy = {
  label: "Asked by",
  tight: true,
  cell: (row) => html`${row.askedBy.name}<small><${Ago} at=${row.askedAt} /></small>`,
};

/** @type {import("../ui/table.js").Column<Api.CorrectionRow | Api.ProposalRow>[]} */
const decidedColumns = [
  askedBy,
  {
    label: "Decided by",
    tight: true,
    cell: (row) => html`${row.decidedBy}<small><${Ago} at=${row.decidedAt} /></small>`,
  },
  {
    label: "Outcome",
    cell: (row) =>
      html`<${Badge} ...${outcomes[row.outcome ?? ""]}>${outcomes[row.outcome ?? ""].label}<//>
        ${row.answer && html`<small>${row.answer}</small>`}`,
  },
];

/**
 * The columns with who asked, and who decided and how, or the answers.
 * @param {{ agree: unknown, refuse: unknown }} forms
 * @param {(form: unknown, row: Api.CorrectionRow | Api.ProposalRow) => void} choose
 * @returns {import("../ui/table.js").Column<Api.CorrectionRow | Api.ProposalRow>[]}
 */
export const answerColumns = (forms, choose) =>
  isOfDecided() ? decidedColumns : waitingColumns(forms, choose);

/**
 * @param {{ agree: unknown, refuse: unknown }} forms
 * @param {(form: unknown, row: Api.CorrectionRow | Api.ProposalRow) => void} choose
 * @returns {import("../ui/table.js").Column<Api.CorrectionRow | Api.ProposalRow>[]}
 */
const waitingColumns = (forms, choose) => [
  askedBy,
  {
    label: "Answer",
    cell: (row) =>
      html`<div class="answer-pair">${row.actions.map((action) => {
        const name = /** @type {"agree" | "refuse"} */ (action.name);
        return html`<${Button} key=${name} icon=${looks[name].icon} name=${name}
            about=${rowText(row)}
            why=${action.allowed ? null : action.reason}
            onClick=${() => choose(forms[name], row)}>${looks[name].label}<//>`;
      })}</div>${
        row.actions.some((/** @type {Api.ChoiceView} */ action) => !action.allowed) &&
        html`<small>
          ${whyText(
            /** @type {Api.ChoiceView} */ (row.actions.find((action) => !action.allowed)),
          )}</small>`
      }`,
  },
];
