/**
 * Why something was not saved. Where somebody else saved first, what was typed stays until the
 * newer version is asked for.
 */
import { html } from "../base/html.js";
import { Button } from "./button.js";
import { ErrorSummary, problemErrors } from "./field.js";
import { Banner } from "./states.js";

/**
 * @param {object} props
 * @param {import("../base/http.js").Problem | null} props.problem
 * @param {Record<string, string>} [props.fields] pointer → id of the field
 * @param {string} props.what what was to be saved, as it stands in a sentence
 * @param {() => void} props.onNewer
 */
export const RefusedSave = ({ problem, fields, what, onNewer }) =>
  problem?.status === 412
    ? html`<${Banner} tone="amber" icon="UserRound" role="alert"
      action=${html`<${Button} icon="RefreshCw" onClick=${onNewer}
        name="load-newer">Load the newer version<//>`}>Somebody else saved ${what} while you were
        editing. Yours is not saved; what you typed stays here until you load the newer
        version.<//>`
    : html`<${ErrorSummary} errors=${problemErrors(problem, fields)} />`;
