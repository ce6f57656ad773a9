/**
 * One line of a dispute, edited in place: typing shows what would remain and who would have to
 * approve.
 */

import { dropDraft, keepDraft, readDraft } from "../../base/drafts.js";
import { fieldText, moneyText } from "../../base/format.js";
import { useEffect, useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { usePreview, useSend } from "../../base/intent.js";
import { notify } from "../../base/notices.js";
import { path } from "../../base/paths.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { Button } from "../../ui/button.js";
import { ChainPreview } from "../../ui/chain-preview.js";
import { MoneyField, readMoney } from "../../ui/field.js";
import { MoneyBar, OwedAfter } from "../../ui/money-bar.js";
import { Money, Status } from "../../ui/text.js";
import { whyText } from "../../ui/why.js";
import { isOutdated, noteOutdated, OUTDATED } from "../outdated.js";
import { Refusal } from "./refusal.js";
import { StaleDialog } from "./stale-write.js";

/** @typedef {{ disputed: string, credit: string }} Typed */

/**
 * @param {{ dispute: Api.DisputeView, line: Api.DisputeLineView, onChanged: () => void,
 *   onStale: (current: Api.DisputeView) => void }}
 *   props
 */
export function DisputeLine({ dispute, line, onChanged, onStale }) {
  const { currency } = dispute;
  const saved = {
    disputed: fieldText(line.disputedAmount, currency),
    credit: fieldText(line.creditAmount, currency),
  };
  const draft = `line:${dispute.disputeID}:${line.lineID}`;
  const [typed, setTyped] = useState(() => readDraft(draft, /** @type {Partial<Typed>} */ ({})));
  const [stale, setStale] = useState(/** @type {Api.DisputeView | null} */ (null));
  const [doing, setDoing] = useState(/** @type {unknown} */ (null));
  const shown = { ...saved, ...typed };
  const dirty = shown.disputed !== saved.disputed || shown.credit !== saved.credit;
  const change = actionOf(line, "change");
  const type = (/** @type {Partial<Typed>} */ part) => {
    setTyped({ ...typed, ...part });
    keepDraft(draft, { ...typed, ...part });
  };
  const drop = () => {
    setTyped({});
    dropDraft(draft);
  };
  const reject = (/** @type {import("../../base/http.js").Problem} */ problem) => {
    setDoing(null);
    setStale(problem.body.current ?? dispute);
  };
  const settle = (/** @type {boolean} */ keep) => {
    if (!keep) drop();
    if (stale) onStale(stale);
    setStale(null);
  };
  const done = (/** @type {string} */ text) => {
    drop();
    setDoing(null);
    notify({ tone: "green", text });
    noteOutdated(dispute);
    onChanged();
  };
  const body = dirty ? amountsOf(shown, saved, currency) : {};
  const intent = dirty && body ? intentOf(dispute, line, body) : null;
  const looked = usePreview(intent);
  return html`<li class="line" data-line=${line.lineID}>
    <div class="line-head"><h3>
      ${line.description || (line.lineID === "general" ? "General dispute" : line.lineID)}</h3>
      <${Status} status=${line.outcome} /></div>
    ${line.refusal && html`<${Refusal} refusal=${line.refusal} />`}
    <${LineAmounts} line=${line} currency=${currency} shown=${shown} type=${type}
      open=${Boolean(change?.allowed)} body=${body} id=${`line-${line.lineID}`} />
    ${
      dirty &&
      html`<${LineSave} key=${dispute.version} dispute=${dispute} line=${line}
        intent=${intent} looked=${looked} onSaved=${() => done("Amounts of the line saved.")}
        onStale=${reject} onCancel=${drop} />`
    }
    ${
      !dirty &&
      html`<${MoneyBar} amounts=${line.amounts} currency=${currency}
        title="What becomes of the line" legend="brief" />`
    }
    <${LineActions} line=${line} isOld=${isOutdated(dispute)} dirty=${dirty} looked=${looked}
      onPick=${setDoing} />
    ${
      doing &&
      html`<${LineDialog} dispute=${dispute} line=${line} action=${doing} body=${body}
        onDone=${done} onClose=${() => setDoing(null)} onStale=${reject} />`
    }
    ${
      stale &&
      html`<${StaleDialog} who=${stale.lastModifiedUser ?? null}
        rows=${bothVersions(stale, line, typed, currency)} onKeep=${() => settle(true)}
        onTheirs=${() => settle(false)} />`
    }
  </li>`;
}

/** @param {Api.DisputeLineView} line @param {string} name */
const actionOf = (line, name) =>
  line.actions?.find((/** @type {Api.ChoiceView} */ action) => action.name === name);

/**
 * The line as a preview shows it.
 * @param {Api.DisputePreview} preview
 * @param {Api.DisputeLineView} line
 */
const lineIn = (preview, line) =>
  preview?.dispute?.lines?.find(
    (/** @type {Api.DisputeLineView} */ one) => one.lineID === line.lineID,
  );

/** @param {Api.DisputeView} dispute @param {Api.DisputeLineView} line @param {unknown} body */
const intentOf = (dispute, line, body) => ({
  method: "PUT",
  path: path`/dispute/${dispute.disputeID}/line/${line.lineID}`,
  body,
  version: dispute.version,
});

/**
 * The amounts that were typed and differ, as decimal text; null where one cannot be read.
 * @param {Typed} shown
 * @param {Typed} saved
 * @param {string} currency
 * @returns {Record<string, string> | null}
 */
function amountsOf(shown, saved, currency) {
  /** @type {Record<string, string>} */
  const body = {};
  for (const [name, text, old] of [
    ["disputedAmount", shown.disputed, saved.disputed],
    ["creditAmount", shown.credit, saved.credit],
  ]) {
    if (text === old) continue;
    const read = readMoney(text, currency);
    if ("error" in read) return null;
    body[name] = read.value;
  }
  return body;
}

/**
 * @param {{ line: Api.DisputeLineView, currency: string, shown: Typed,
 *   type: (part: Partial<Typed>) => void,
 *   open: boolean, body: unknown, id: string }} props
 */
function LineAmounts({ line, currency, shown, type, open, body, id }) {
  const wrong = (/** @type {string} */ text) => {
    const read = body === null ? readMoney(text, currency) : {};
    return "error" in read ? read.error : null;
  };
  const still = (/** @type {string} */ label, /** @type {number} */ amount) =>
    html`<div><dt>${label}</dt><dd class=${open ? "still" : undefined}><${Money} amount=${amount}
      currency=${currency} /></dd></div>`;
  if (!open)
    return html`<dl class="line-grid">${still("Charge", line.charge)}
      ${still("Disputed", line.disputedAmount)}${still("Credit", line.creditAmount)}</dl>`;
  return html`<div class="line-grid"><dl>${still("Charge", line.charge)}</dl>
    <${MoneyField} label="Disputed" id=${`${id}-disputed`} currency=${currency}
      value=${shown.disputed} error=${wrong(shown.disputed)}
      onInput=${(/** @type {string} */ disputed) => type({ disputed })} />
    <${MoneyField} label="Credit" id=${`${id}-credit`} currency=${currency} value=${shown.credit}
      error=${wrong(shown.credit)} onInput=${(/** @type {string} */ credit) => type({ credit })} />
      </div>`;
}

/**
 * @param {{ dispute: Api.DisputeView, line: Api.DisputeLineView,
 *   intent: ReturnType<typeof intentOf> | null, looked: ReturnType<typeof usePreview>,
 *   onSaved: () => void,
 *   onStale: (problem: import("../../base/http.js").Problem) => void,
 *   onCancel: () => void }} props looked: the preview of the
 *   intent
 */
function LineSave({ dispute, line, intent, looked, onSaved, onStale, onCancel }) {
  const { preview, problem: refusal, checking } = looked;
  const typed = /** @type {Record<string, string> | undefined} */ (intent?.body);
  const asked = usePreview(
    typed?.creditAmount && intent ? { ...intent, body: { ...typed, status: "approved" } } : null,
  );
  const { carryOut, busy, problem } = useSend();
  const refused = problem ?? refusal;
  const isStale = refused?.status === 412;
  useEffect(() => {
    if (isStale) onStale(refused);
  }, [isStale]);
  const save = async () => {
    if (intent && (await carryOut(intent))) onSaved();
  };
  const why = !intent ? "Mend the amounts first." : refusal && !isStale ? refusal.message : null;
  return html`<div class=${refused ? "preview wrong" : "preview"} role="status">
    ${
      refused
        ? refused.message
        : preview
          ? html`<${LinePreview} preview=${preview} asked=${asked.preview} line=${line}
            currency=${dispute.currency} />`
          : checking
            ? "Checking"
            : "Mend the amounts first."
    }</div>
    <div class="actions"><${Button} look="primary" onClick=${save} busy=${busy} why=${why}
      name="save-line">Save amounts<//><${Button} look="quiet" onClick=${onCancel}>Discard<//>
      </div>`;
}

/**
 * @param {{ preview: Api.DisputePreview, asked: Api.DisputePreview | null,
 *   line: Api.DisputeLineView,
 *   currency: string }} props
 */
function LinePreview({ preview, asked, line, currency }) {
  const after = lineIn(asked ?? preview, line);
  return html`${
    after &&
    html`${asked ? "With this credit given or asked for:" : "With these amounts:"}
      <${MoneyBar} amounts=${after.amounts} currency=${currency}
        title="What the typed amount would make of the line" />`
  }
    <${OwedAfter} preview=${asked ?? preview} currency=${currency} />
    <${ChainPreview} preview=${asked} />`;
}

/**
 * @param {{ line: Api.DisputeLineView, isOld: boolean, dirty: boolean,
 *   looked: ReturnType<typeof usePreview>,
 *   onPick: (action: Api.ChoiceView | undefined) => void }} props
 */
function LineActions({ line, isOld, dirty, looked, onPick }) {
  const typed = dirty ? lineIn(looked.preview, line) : null;
  const credit = (typed ?? line).actions?.find(isAboutCredit);
  const others = (line.actions ?? []).filter(
    (/** @type {Api.ChoiceView} */ action) => action.name !== "change" && !isAboutCredit(action),
  );
  const actions = credit ? [credit, ...others] : others;
  /** What has to be done before. @param {Api.ChoiceView} action */
  const before = (action) => {
    if (isOld) return OUTDATED;
    if (!dirty || (typed && isAboutCredit(action))) return null;
    if (!isAboutCredit(action)) return "Save or discard the amounts first.";
    return looked.checking ? "Checking the amounts." : "Mend the amounts first.";
  };
  const change = actionOf(line, "change");
  const blocked = [
    ...(change && !change.allowed ? [change] : []),
    ...actions.filter((/** @type {Api.ChoiceView} */ action) => !action.allowed),
  ];
  const reasons = [
    ...new Set(blocked.map((/** @type {Api.ChoiceView} */ action) => action.reason)),
  ];
  const namesOf = (/** @type {string | null} */ reason) =>
    blocked
      .filter((/** @type {Api.ChoiceView} */ action) => action.reason === reason)
      .map(labelOf)
      .join(", ");
  if (actions.length === 0) return null;
  return html`<div class="actions">${actions.map(
    (
      /** @type {Api.ChoiceView} */ action,
    ) => html`<${Button} key=${action.name} name=${`line-${action.name}`}
      icon=${looks[action.name].icon}
      whyID=${action.allowed ? undefined : `why-${line.lineID}-${reasons.indexOf(action.reason)}`}
      why=${action.allowed ? before(action) : null} onClick=${() => onPick(action)}>
        ${labelOf(action)}<//>`,
  )}</div>
    ${
      reasons.length > 0 &&
      html`<div class="whys">
        ${reasons.map(
          (reason, index) => html`<p key=${index} id=${`why-${line.lineID}-${index}`}>
            ${namesOf(reason)}: ${whyText(
              /** @type {Api.ChoiceView} */ (blocked.find((action) => action.reason === reason)),
            )}
          </p>`,
        )}</div>`
    }`;
}

/** @type {Record<string, { icon: string, label: string, status: string }>} */
const looks = {
  change: { icon: "Pencil", label: "Change", status: "" },
  approve: { icon: "Check", label: "Approve", status: "approved" },
  decline: { icon: "Ban", label: "Give no credit", status: "approved" },
  withdraw: { icon: "Undo2", label: "Withdraw line", status: "withdrawn" },
  reopen: { icon: "RotateCcw", label: "Reopen line", status: "open" },
};

/** @param {Api.ChoiceView} action */
const isAboutCredit = (action) => ["approve", "decline"].includes(action.name);

/** @param {Api.ChoiceView} action */
const labelOf = (action) =>
  action.becomes === "pendingApproval" ? "Request approval" : looks[action.name].label;

/**
 * @param {{ dispute: Api.DisputeView, line: Api.DisputeLineView, action: Api.ChoiceView,
 *   body: unknown, onDone: (text: string) => void,
 *   onClose: () => void, onStale: (problem: import("../../base/http.js").Problem) => void }} props
 */
function LineDialog({ dispute, line, action, body, onDone, onClose, onStale }) {
  const { currency } = dispute;
  const intent = body && intentOf(dispute, line, { ...body, status: looks[action.name].status });
  const name = line.description || "this line";
  /** What comes of it, as the server tells. @param {Api.DisputePreview} preview */
  const words = (preview) => {
    const after = lineIn(preview, line) ?? line;
    const credit = moneyText(after.creditAmount, currency);
    const disputed = moneyText(after.disputedAmount, currency);
    /** @type {Record<string, { sentence: string, verb: string, told: string }>} */
    const outcomes = {
      withdrawn: {
        sentence: `Withdraw “${name}”? Its ${disputed} are payable again.`,
        verb: "Withdraw line",
        told: `“${name}” is withdrawn.`,
      },
      open: {
        sentence: `Reopen “${name}”? Its ${disputed} are in dispute again.`,
        verb: "Reopen line",
        told: `“${name}” is open again.`,
      },
      pendingApproval: {
        sentence:
          `Ask for approval of a credit of ${credit} for “${name}”? Somebody else has to` +
          ` give it.`,
        verb: "Request approval",
        told: `Approval of ${credit} for “${name}” is requested.`,
      },
      approved: {
        sentence:
          `Approve a credit of ${credit} for “${name}”? It is applied to` +
          ` invoice ${dispute.invoiceNumber} when the dispute is finalised; until` +
          ` then ${moneyText(preview?.dispute?.remainingAmount, currency)} stay in dispute.`,
        verb: `Approve ${credit}`,
        told: `A credit of ${credit} for “${name}” is approved.`,
      },
      declined: {
        sentence: `Decline “${name}”? Its ${disputed} stay payable once the dispute is finalised.`,
        verb: "Give no credit",
        told: `“${name}” gets no credit.`,
      },
    };
    return outcomes[after.outcome];
  };
  const title = action.name === "approve" ? `Credit for “${name}”` : looks[action.name].label;
  return html`<${ActionDialog} title=${title} intent=${intent}
    sentence=${(/** @type {Api.DisputePreview} */ preview) => words(preview).sentence}
    verb=${(/** @type {Api.DisputePreview} */ preview) =>
      preview ? words(preview).verb : labelOf(action)}
    currency=${currency} onClose=${onClose} onStale=${onStale}
    onDone=${(/** @type {Api.DisputeView} */ _data, /** @type {Api.DisputePreview} */ preview) =>
      onDone(words(preview).told)} />`;
}

/**
 * @param {Api.DisputeView} current
 * @param {Api.DisputeLineView} line
 * @param {Partial<Typed>} typed
 * @param {string} currency
 */
function bothVersions(current, line, typed, currency) {
  const theirs =
    current.lines?.find((/** @type {Api.DisputeLineView} */ one) => one.lineID === line.lineID) ??
    line;
  const untouched = html`<span class="muted">Not touched</span>`;
  return [
    {
      label: "Disputed",
      mine: typed.disputed ?? untouched,
      theirs: fieldText(theirs.disputedAmount, currency),
    },
    {
      label: "Credit",
      mine: typed.credit ?? untouched,
      theirs: fieldText(theirs.creditAmount, currency),
    },
    { label: "Status", mine: untouched, theirs: html`<${Status} status=${theirs.outcome} />` },
  ];
}
