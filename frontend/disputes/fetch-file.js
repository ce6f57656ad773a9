/** A button that fetches an attached file, by a link that is made for it when it is pressed. */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Button } from "../ui/button.js";
import { urlOf } from "./files.js";

/** @param {{ disputeID: string, file: { attachmentID: string, name: string }, link?: string,
 *   ticketID?: string, item?: string }} props */
export function FetchFile({ disputeID, file, link, ticketID, item }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(/** @type {string | null} */ (null));
  const fetch = async () => {
    setBusy(true);
    setWrong(null);
    try {
      // It is never shown: the page stays.
      location.assign(await urlOf({ disputeID, file, link, ticketID, item }));
    } catch (reason) {
      setWrong(asProblem(reason).message);
    }
    setBusy(false);
  };
  return html`<div class="fetch"><${Button} look="quiet" icon="Download" busy=${busy}
    onClick=${fetch} aria=${{ "aria-label": `Download ${file.name}` }}>Download<//>
    <span role="alert">${wrong && html`<span class="error">${wrong}</span>`}</span></div>`;
}
