/** How one signs in: the second factor and the password. */
import { call } from "../base/client.js";
import { momentText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { notify } from "../base/notices.js";
import { me } from "../base/session.js";
import { Button } from "../ui/button.js";
import { ErrorSummary, problemErrors, TextField } from "../ui/field.js";
import { SetUpSecondFactor } from "../ui/second-factor.js";
import { Section } from "../ui/tabs.js";

/** @param {{ user: Api.MeView }} props */
export const SigningIn = ({ user }) =>
  html`<${Section} title="Signing in" name="signing-in"><div class="column parts">
    <${SecondFactor} user=${user} /><${Password} /></div><//>`;

/** @param {{ user: Api.MeView }} props */
function SecondFactor({ user }) {
  const [isOpen, setOpen] = useState(false);
  if (user.secondFactorAt)
    return html`<p>You sign in with a code of your phone, since ${momentText(user.secondFactorAt)}.
      Where the phone is lost, an administrator resets it.</p>`;
  if (!isOpen)
    return html`<p>You sign in with your password alone. A code that your phone shows keeps others
      out who learn of it.</p>
      <div class="actions"><${Button} icon="ShieldCheck" onClick=${() => setOpen(true)}
        name="set-up-factor">Set up a second factor<//></div>`;
  return html`<${SetUpSecondFactor} onCancel=${() => setOpen(false)}
    onDone=${(/** @type {Api.PersonView} */ { secondFactorAt, version }) => {
      me.value = { ...user, secondFactorAt, version };
      notify({ tone: "green", text: "From now on you sign in with a code of your phone." });
    }} />`;
}

function Password() {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState({ password: "", newPassword: "" });
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const set = (/** @type {Partial<typeof typed>} */ part) => setTyped({ ...typed, ...part });
  const close = () => {
    setOpen(false);
    setErrors([]);
    setTyped({ password: "", newPassword: "" });
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    const missing = [
      ...(typed.password ? [] : [{ id: "own-password", text: "Enter your password." }]),
      ...(typed.newPassword ? [] : [{ id: "other-password", text: "Enter a new password." }]),
    ];
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await call("POST", "/session/password", { body: typed });
      close();
      notify({ tone: "green", text: "Your password is changed." });
    } catch (reason) {
      const fields = { "/password": "own-password", "/newPassword": "other-password" };
      setErrors(problemErrors(asProblem(reason), fields));
    }
    setBusy(false);
  };
  const errorOf = (/** @type {string} */ id) => errors.find((one) => one.id === id)?.text ?? null;
  if (!isOpen)
    return html`<div class="actions"><${Button} icon="Lock" onClick=${() => setOpen(true)}
      name="change-password">Change the password<//></div>`;
  return html`<form class="column form" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    <${TextField} id="own-password" label="Password now" type="password" first
      autocomplete="current-password" value=${typed.password} error=${errorOf("own-password")}
      onInput=${(/** @type {string} */ password) => set({ password })} />
    <${TextField} id="other-password" label="New password" hint="At least 12 characters."
      type="password" autocomplete="new-password" value=${typed.newPassword}
      error=${errorOf("other-password")}
      onInput=${(/** @type {string} */ newPassword) => set({ newPassword })} />
    <div class="actions"><${Button} look="primary" type="submit" busy=${busy}
      name="save-password">Save password<//><${Button} onClick=${close}>Cancel<//></div></form>`;
}
