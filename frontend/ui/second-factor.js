/**
 * Setting up a second factor: a secret for an app on one's phone, as a picture, a link and a text,
 * and the first code that the app makes of it.
 */
import { call, newKey } from "../base/client.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, send } from "../base/http.js";
import { Button } from "./button.js";
import { ErrorSummary, problemErrors, TextField } from "./field.js";
import { Failure, Skeleton } from "./states.js";

const EDGE = 4; // As many empty squares around it as readers need.

/**
 * Asks in the name of whoever is signed in, or of who is not yet and has no more than a token.
 * @param {string} method
 * @param {{ code?: string }} body
 * @param {string} [token]
 */
async function ask(method, body, token) {
  const told = { body, key: newKey() };
  const path = "/me/secondFactor";
  return (await (token ? send(method, path, { ...told, token }) : call(method, path, told))).data;
}

/**
 * @param {{ token?: string, wide?: boolean, onDone: (person: Api.PersonView) => unknown,
 *   onCancel: () => void }} props token: of somebody who is not signed in before that
 */
export function SetUpSecondFactor({ token, wide, onDone, onCancel }) {
  const [secret, setSecret] = useState(/** @type {Api.SecretView | null} */ (null));
  const [problem, setProblem] = useState(
    /** @type {import("../base/http.js").Problem | null} */ (null),
  );
  const begin = () => {
    setProblem(null);
    ask("POST", {}, token).then(setSecret, (reason) => setProblem(asProblem(reason)));
  };
  useEffect(begin, []);
  if (problem)
    return html`<${Failure} problem=${problem} retry=${begin} />
      <div class="actions"><${Button} onClick=${onCancel}>Cancel<//></div>`;
  if (!secret) return html`<${Skeleton} kind="text" rows=${4} />`;
  return html`<${Confirm} ...${{ secret, token, wide, onDone, onCancel }} />`;
}

/**
 * @param {{ secret: Api.SecretView, token?: string, wide?: boolean,
 *   onDone: (person: Api.PersonView) => unknown, onCancel: () => void }} props
 */
function Confirm({ secret, token, wide, onDone, onCancel }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    const typed = plainCode(code);
    const missing = codeErrors(typed, "first-code");
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await onDone(await ask("PUT", { code: typed }, token));
    } catch (reason) {
      setErrors(problemErrors(asProblem(reason), { "/code": "first-code" }));
    }
    setBusy(false);
  };
  return html`<form class="column form" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    <ol class="set-up"><li>Scan this with an app that makes codes, such as the one for your
      passwords.<${Picture} rows=${secret.picture} />
      <p>On this very device, <a href=${secret.address}>open it in the app</a>, or type the key
        ${" "}<code class="key">${spelled(secret.secret)}</code></p></li>
      <li><${TextField} id="first-code" label="Code that the app shows" inputmode="numeric"
        autocomplete="one-time-code" hint="Six digits. From now on you sign in with one." first
        value=${code} onInput=${setCode} error=${errors.find((one) => one.id)?.text ?? null} /></li>
      </ol>
    <div class="actions"><${Button} look="primary" type="submit" busy=${busy} wide=${wide}
      name="confirm-factor">Confirm<//><${Button} onClick=${onCancel}>Cancel<//></div></form>`;
}

/** A code without the spaces that apps show in it. @param {string} typed */
export const plainCode = (typed) => typed.replaceAll(/\s/g, "");

/** @param {string} code @param {string} id of its field */
export const codeErrors = (code, id) =>
  /^\d{6}$/.test(code) ? [] : [{ id, text: "Enter the six digits that your app shows." }];

/** The key in groups of four, to be typed. @param {string} key */
const spelled = (key) => key.match(/.{1,4}/g)?.join(" ") ?? key;

/**
 * Dark on light, whichever the page is: readers take nothing else.
 * @param {{ rows: string[] }} props
 */
function Picture({ rows }) {
  const size = rows.length + 2 * EDGE;
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((one, x) => (one === "1" ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return html`<svg class="qr" role="img" viewBox=${`${-EDGE} ${-EDGE} ${size} ${size}`}>
    <title>The key as a QR code; it stands beneath as text too</title>
    <rect class="light" x=${-EDGE} y=${-EDGE} width=${size} height=${size} />
    <path class="dark" d=${dark.join("")} /></svg>`;
}
