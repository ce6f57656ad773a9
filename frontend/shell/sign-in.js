/** Signing in: at the start, and again over the page when the session ran out. */

import { moneyText } from "../base/format.js";
import { useEffect, useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { demoPeople, goOn, me, signOut } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { ErrorSummary, problemErrors } from "../ui/field.js";
import { SetUpSecondFactor } from "../ui/second-factor.js";
import { Mark } from "./mark.js";
import { STEPS } from "./sign-in-steps.js";

export function SignInPage() {
  useEffect(() => {
    document.title = "Sign in · Redress";
  }, []);
  return html`<main class="outside"><div class="sign-in"><p class="brand">
    <${Mark} size=${32} />Redress</p>
    <h1>Sign in</h1><${SignInForm} /></div></main>`;
}

export function SignInAgain() {
  return html`<${Dialog} title="Sign in again" fixed>
    <p>Your session has ended. Sign in and you go on where you were; nothing you typed is lost.</p>
    <${SignInForm} email=${me.value?.email} again /><//>`;
}

const NOTHING = { email: "", password: "", newPassword: "", code: "" };

/** @param {{ email?: string, again?: boolean }} props */
function SignInForm({ email = "", again }) {
  const [typed, setTyped] = useState({ ...NOTHING, email });
  const [at, setAt] = useState(/** @type {import("./sign-in-steps.js").Next} */ (AT_FIRST));
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  // A browser heeds `autofocus` once a page: the next step's first field is left out otherwise. Who
  // types at once types there.
  useLayoutEffect(() => {
    /** @type {HTMLElement | null | undefined} */ (
      form.current?.querySelector("[autofocus]")
    )?.focus();
  }, [at.setUp ? "" : at.step]);
  const set = (/** @type {Partial<typeof typed>} */ part) =>
    setTyped((before) => ({ ...before, ...part }));
  const goTo = (/** @type {import("./sign-in-steps.js").Next} */ next) => {
    setErrors([]);
    set({ password: "", newPassword: "", code: "" });
    setAt(next);
  };
  if (at.setUp) return html`<${SetUp} tokens=${at.setUp} onCancel=${() => goTo(AT_FIRST)} />`;
  const { step, session = "", note } = at;
  const asking = STEPS[step];
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    const missing = asking.missing(typed);
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      const next = await asking.send(typed, session);
      if (next) goTo(next);
    } catch (reason) {
      const problem = asProblem(reason);
      if (problem.status === 401) setAt(AT_FIRST);
      setErrors(problemErrors(problem, { "/newPassword": "new-password", "/code": "code" }));
    }
    setBusy(false);
  };
  const errorOf = (/** @type {string} */ id) => errors.find((one) => one.id === id)?.text ?? null;
  return html`<form ref=${form} onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${note && html`<p role="status">${note}</p>`}
    ${asking.fields({ typed, set, errorOf, known: Boolean(email) })}
    <div class="actions"><${Button} look="primary" type="submit" busy=${busy} wide=${!again}
      name="sign-in">${asking.button}<//>
      ${again && html`<${Button} look="quiet" onClick=${signOut}>Sign out<//>`}</div>
    <p>${
      step === "password"
        ? html`<${Button} look="quiet" onClick=${() => goTo({ step: "forgot" })}
          name="forgot-password">I forgot my password<//>`
        : html`<${Button} look="quiet" icon="ArrowLeft" onClick=${() => goTo(AT_FIRST)}
          name="back">Back to signing in<//>`
    }</p>
    ${
      step === "password" &&
      html`<${DemoPeople} onPick=${(/** @type {string} */ who, /** @type {string} */ word) => {
        set({ email: who, password: word });
        setErrors([]);
      }} />`
    }
  </form>`;
}

/** @type {import("./sign-in-steps.js").Next} */
const AT_FIRST = { step: "password" };

/**
 * @param {{ tokens: import("../base/session.js").Tokens, onCancel: () => void }} props tokens: good
 *   for nothing else before that is done
 */
const SetUp = ({ tokens, onCancel }) =>
  html`<p>Your role needs a second factor: beside your password, a code that your phone shows.</p>
    <${SetUpSecondFactor} token=${tokens.token} wide onDone=${() => goOn(tokens)}
      onCancel=${onCancel} />`;

/** @param {{ onPick: (email: string, password: string) => void }} props */
function DemoPeople({ onPick }) {
  const [demo, setDemo] = useState({ people: /** @type {Api.DemoPerson[]} */ ([]), password: "" });
  useEffect(() => {
    demoPeople().then(setDemo);
  }, []);
  if (demo.people.length === 0) return null;
  return html`<section class="demo" aria-label="Demo people"><h2>Demo people</h2>
    <p class="hint">Pick one to fill in the form. These exist only on this machine.</p>
    <ul class="plain">${demo.people.map(
      (person) => html`<li key=${person.email}><button type="button" class="pick"
        onClick=${() => onPick(person.email, demo.password)}>
        <span><strong>${person.name}</strong> <span class="muted">${sentence(person.role)}</span>
        </span><small>${noteOf(person)}</small></button></li>`,
    )}</ul></section>`;
}

/** @param {Api.DemoPerson} person */
function noteOf(person) {
  const limits = Object.entries(person.creditLimit ?? {}).map(
    ([currency, amount], at) =>
      `${at === 0 ? "approves up to " : ""}${moneyText(/** @type {number} */ (amount), currency)}`,
  );
  const only = person.limitTo?.length > 0 ? [`customer ${person.limitTo.join(", ")} only`] : [];
  return [...limits, ...only].join(", ") || person.email;
}
