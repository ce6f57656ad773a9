/**
 * A look at an attached picture or at the first page of a PDF, drawn by the browser as a picture
 * and as nothing else, so that nothing in it can run; fetched when it is asked for, by a link that
 * is made then.
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Button } from "../ui/button.js";
import { urlOf } from "./files.js";
import { firstPage, NotDrawn } from "./pdf-page.js";

/** @typedef {{ contentType?: string }} Typed */

/** @param {Typed} file */
const isPDF = ({ contentType }) => contentType === "application/pdf";

/** Whether there is something to look at. @param {Typed} file */
export const canPreview = (file) => isPDF(file) || Boolean(file.contentType?.startsWith("image/"));

/** @param {{ disputeID: string, file: { attachmentID: string, name: string, contentType?: string },
 *   link?: string, ticketID?: string, item?: string }} props */
export function Preview({ disputeID, file, link, ticketID, item }) {
  const [shown, setShown] = useState(
    /** @type {{ picture: string, pages?: number } | null} */ (null),
  );
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(/** @type {string | null} */ (null));
  const show = async () => {
    if (shown) {
      setShown(null);
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      const url = await urlOf({ disputeID, file, link, ticketID, item });
      setShown(isPDF(file) ? await firstPage(url) : { picture: url });
    } catch (reason) {
      setWrong(reason instanceof NotDrawn ? reason.message : asProblem(reason).message);
    }
    setBusy(false);
  };
  const broken = () => {
    setShown(null);
    setWrong("It cannot be drawn. Download it instead.");
  };
  const what = shown?.pages
    ? `Page 1 of ${shown.pages} of ${file.name}`
    : `Preview of ${file.name}`;
  return html`<div class="file-preview"><${Button} look="quiet" icon=${shown ? "EyeOff" : "Eye"}
      busy=${busy} onClick=${show}
      aria=${{
        "aria-expanded": String(Boolean(shown)),
        "aria-label": `${shown ? "Hide" : "Show"} ${file.name}`,
      }}>
      ${shown ? "Hide" : "Show"}<//>
    ${shown && html`<img src=${shown.picture} alt=${what} onError=${broken} />`}
    ${shown?.pages && html`<p class="note muted" aria-hidden="true">Page 1 of ${shown.pages}</p>`}
    <span role="alert">${wrong && html`<span class="error">${wrong}</span>`}</span></div>`;
}
