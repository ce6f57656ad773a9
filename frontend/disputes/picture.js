/**
 * An attached picture, drawn by the browser as a picture and as nothing else, so that nothing in it
 * can run; fetched when it is asked for, by a link that is made then.
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Button } from "../ui/button.js";
import { urlOf } from "./files.js";

/** Whether a file is one. @param {{ contentType?: string }} file */
export const isPicture = ({ contentType }) => Boolean(contentType?.startsWith("image/"));

/** @param {{ disputeID: string, file: { attachmentID: string, name: string }, link?: string,
 *   ticketID?: string }} props */
export function Picture({ disputeID, file, link, ticketID }) {
  const [source, setSource] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(/** @type {string | null} */ (null));
  const show = async () => {
    if (source) {
      setSource(null);
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      setSource(await urlOf({ disputeID, file, link, ticketID }));
    } catch (reason) {
      setWrong(asProblem(reason).message);
    }
    setBusy(false);
  };
  const broken = () => {
    setSource(null);
    setWrong("It cannot be drawn. Download it instead.");
  };
  return html`<div class="picture"><${Button} look="quiet" icon=${source ? "EyeOff" : "Eye"}
      busy=${busy} onClick=${show}
      aria=${{
        "aria-expanded": String(Boolean(source)),
        "aria-label": `${source ? "Hide" : "Show"} ${file.name}`,
      }}>
      ${source ? "Hide" : "Show"}<//>
    ${source && html`<img src=${source} alt=${`Preview of ${file.name}`} onError=${broken} />`}
    <span role="alert">${wrong && html`<span class="error">${wrong}</span>`}</span></div>`;
}
