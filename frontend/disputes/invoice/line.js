/**
 * One line of a dispute, edited in place: typing shows what would remain and who would have to
 * approve.
 */

import { dropDraft, keepDraft, readDraft } from "../../base/drafts.js";
import { fieldText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { usePreview } from "../../base/intent.js";
import { notify } from "../../base/notices.js";
import { MoneyField, readMoney } from "../../ui/field.js";
import { MoneyBar } from "../../ui/money-bar.js";
import { Money, Status } from "../../ui/text.js";
import { isOutdated, noteOutdated } from "../outdated.js";
import { LineActions, LineDialog } from "./line-actions.js";
import { actionOf, intentOf } from "./line-intent.js";
import { LineSave } from "./line-save.js";
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
