/** Signing in: at the start, and again over the page when the session ran out. */

import { moneyText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { answerChallenge, demoPeople, me, signIn, signOut } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { ErrorSummary, problemErrors, TextField } from "../ui/field.js";
import { Mark } from "./mark.js";

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

/** @param {{ email?: string, again?: boolean }} props */
function SignInForm({ email: known = "", again }) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [challenge, setChallenge] = useState(/** @type {string | null} */ (null));
  const [newPassword, setNewPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    const missing = challenge
      ? newPassword
        ? []
        : [{ id: "new-password", text: "Enter a new password." }]
      : missingFields(email, password);
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      const next = challenge
        ? await answerChallenge(email.trim(), challenge, newPassword)
        : await signIn(email.trim(), password);
      if (next) setChallenge(next.challenge.session);
    } catch (reason) {
      const problem = asProblem(reason);
      setErrors(problemErrors(problem, { "/newPassword": "new-password" }));
      if (problem.status === 401) setChallenge(null);
    }
    setBusy(false);
  };
  return html`<form onSubmit=${submit} novalidate><${ErrorSummary} errors=${errors} />
    ${
      challenge
        ? html`<p>This is your first time here. Choose a password of your own.</p>
          <${TextField} id="new-password" label="New password" hint="At least 12 characters."
            type="password" autocomplete="new-password" value=${newPassword}
            onInput=${setNewPassword} first error=${errorOf(errors, "new-password")} />`
        : html`<${TextField} id="email" label="Email" type="email" autocomplete="username"
          value=${email} onInput=${setEmail} first=${!known} error=${errorOf(errors, "email")} />
          <${TextField} id="password" label="Password" type="password"
            autocomplete="current-password"
            value=${password} onInput=${setPassword} first=${Boolean(known)}
            error=${errorOf(errors, "password")} />`
    }
    <div class="actions"><${Button} look="primary" type="submit" busy=${busy} wide=${!again}
      name="sign-in">${challenge ? "Save password" : "Sign in"}<//>
      ${again && html`<${Button} look="quiet" onClick=${signOut}>Sign out<//>`}</div>
    ${
      !challenge &&
      html`<${DemoPeople} onPick=${(/** @type {string} */ who, /** @type {string} */ word) => {
        setEmail(who);
        setPassword(word);
        setErrors([]);
      }} />`
    }
  </form>`;
}

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

/** @param {any} person */
function noteOf(person) {
  const limits = Object.entries(person.creditLimit ?? {}).map(
    ([currency, amount]) => `approves up to ${moneyText(/** @type {number} */ (amount), currency)}`,
  );
  const only = person.limitTo?.length > 0 ? [`customer ${person.limitTo.join(", ")} only`] : [];
  return person.note || [...limits, ...only].join(", ") || person.email;
}

/** @param {string} email @param {string} password */
function missingFields(email, password) {
  return [
    ...(email.trim() ? [] : [{ id: "email", text: "Enter your email address." }]),
    ...(password ? [] : [{ id: "password", text: "Enter your password." }]),
  ];
}

/** @param {{ id?: string, text: string }[]} errors @param {string} id */
const errorOf = (errors, id) => errors.find((error) => error.id === id)?.text ?? null;
