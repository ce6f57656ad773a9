/** Typed amounts of a line: what they would make of it, before they are saved. */
import { useEffect } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { usePreview, useSend } from "../../base/intent.js";
import { Button } from "../../ui/button.js";
import { ChainPreview } from "../../ui/chain-preview.js";
import { MoneyBar, OwedAfter } from "../../ui/money-bar.js";
import { lineIn } from "./line-intent.js";

/**
 * @param {{ dispute: Api.DisputeView, line: Api.DisputeLineView,
 *   intent: ReturnType<typeof import("./line-intent.js").intentOf> | null,
 *   looked: ReturnType<typeof usePreview>, onSaved: () => void,
 *   onStale: (problem: import("../../base/http.js").Problem) => void,
 *   onCancel: () => void }} props looked: the preview of the intent
 */
export function LineSave({ dispute, line, intent, looked, onSaved, onStale, onCancel }) {
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
