/** Why something cannot be done, in the server's words. */
import { html } from "../base/html.js";

/**
 * Why not, and who can help; the rule that says so stands in the title.
 * @param {{ reason: string | null, rule?: string | null, unblockedBy?: string[] }} action
 */
export function whyText(action) {
  const told = action.unblockedBy?.every((name) => action.reason?.includes(name));
  const who =
    action.unblockedBy?.length && !told
      ? ` Can be unblocked by ${action.unblockedBy.join(", ")}.`
      : "";
  return html`<span title=${action.rule && `Rule ${action.rule}`}>${action.reason}${who}</span>`;
}
