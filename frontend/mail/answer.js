/**
 * An answer to a mail of this machine, written as whoever got it; or any mail, as a file or as it
 * reads. Local mode only.
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, Problem } from "../base/http.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { DropBox } from "../ui/file-pick.js";
import { Banner } from "../ui/states.js";
import { rawAnswer } from "./raw.js";

const TAKEN = 40 * 1024 * 1024;
const TOO_LARGE = "A mail has at most 40 MB: the mail service sends larger ones back.";

/** What became of a mail that came in, in words. @type {Record<string, string>} */
const outcomes = {
  said: "It stands in the thread.",
  unconfirmed: "It is shown to the staff as unconfirmed.",
  refused: "It was not taken; its sender gets a mail that says why.",
  automatic: "A program sent it: the staff can read it, and nothing else comes of it.",
};

/** Of a mail to several addresses, one after the other. @param {string} outcome */
const inWords = (outcome) =>
  outcome
    .split(", ")
    .map((one) => outcomes[one] ?? `It is set aside: ${one.replace(/^aside:/, "")}.`)
    .join(" ");

/**
 * @param {{ mail: Parameters<typeof rawAnswer>[0],
 *   look: () => void }} props look: whether new mails came of it
 */
export function Answer({ mail, look }) {
  const [words, setWords] = useState("");
  const [raw, setRaw] = useState("");
  const { bring, busy, told } = useBringing(look);
  const answer = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!words.trim() || busy) return;
    if (await bring(rawAnswer(mail, words, crypto.randomUUID()))) setWords("");
  };
  const bringRaw = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!raw.trim() || busy) return;
    if (await bring(raw.replace(/\r?\n/g, "\r\n"))) setRaw("");
  };
  return html`<div class="mail-answer">
    ${told && html`<${Banner} tone=${told.tone} icon=${told.icon} role="status">${told.text}<//>`}
    ${
      mail.replyTo &&
      html`<form onSubmit=${answer} novalidate>
        <${TextField} id="answer-text" label="Reply" rows=${3} value=${words} onInput=${setWords}
          hint=${`As ${mail.to}, to ${mail.replyTo}`} />
        <${Button} type="submit" icon="Send" name="send-answer" busy=${busy}
          why=${words.trim() ? null : "Write something first."}>Reply<//></form>`
    }
    <details><summary>Bring in another mail</summary>
      <${DropBox} id="answer-file" label="Choose a mail" accept=".eml,message/rfc822" compact
        hint="A raw mail (.eml), as a mail program saves it."
        onFiles=${(/** @type {File[]} */ [file]) => bring(file)}>Drop a mail here, or choose it.<//>
      <form onSubmit=${bringRaw} novalidate>
        <${TextField} id="answer-raw" label="Or paste one" rows=${4} value=${raw}
          onInput=${setRaw} hint="With its headers." />
        <${Button} type="submit" icon="Send" name="send-raw" busy=${busy}
          why=${raw.trim() ? null : "Paste a mail first."}>Bring it in<//></form></details></div>`;
}

/** @param {Response} response */
async function whyNot(response) {
  const said = await response.text();
  const isProblem = response.headers.get("Content-Type")?.includes("json");
  return isProblem ? JSON.parse(said).detail : said;
}

/** @param {() => void} look */
function useBringing(look) {
  const [state, setState] = useState({
    busy: false,
    told: /** @type {{ tone: string, icon: string, text: string } | null} */ (null),
  });
  const bring = async (/** @type {string | File} */ raw) => {
    setState({ busy: true, told: null });
    try {
      if (new Blob([raw]).size > TAKEN) throw new Problem(413, { detail: TOO_LARGE });
      const response = await fetch("/outbox", {
        method: "POST",
        headers: { "Content-Type": "message/rfc822" },
        body: raw,
      });
      if (!response.ok) throw new Problem(response.status, { detail: await whyNot(response) });
      const { outcome } = await response.json();
      const isSaid = outcome === "said";
      const told = { tone: isSaid ? "green" : "amber", icon: isSaid ? "CircleCheck" : "Info" };
      setState({ busy: false, told: { ...told, text: inWords(outcome) } });
      look();
      return true;
    } catch (reason) {
      const text = asProblem(reason).message;
      setState({ busy: false, told: { tone: "red", icon: "CircleX", text } });
      return false;
    }
  };
  return { ...state, bring };
}
