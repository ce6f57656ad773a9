/** The steps of signing in: what each asks for, and what comes of it. */
import { html } from "../base/html.js";
import { answerChallenge, resetPassword, sendResetCode, signIn } from "../base/session.js";
import { TextField } from "../ui/field.js";
import { codeErrors, plainCode } from "../ui/second-factor.js";

/**
 * @typedef {{ email: string, password: string, newPassword: string, code: string }} Typed
 * @typedef {{ id: string, text: string }} Wrong
 * @typedef {"password" | "first" | "code" | "forgot" | "reset"} Step
 * @typedef {{ step: Step, session?: string, note?: string, setUp?: undefined }
 *   | { setUp: import("../base/session.js").Tokens }} Next what comes next; null: one is signed in
 * @typedef {object} Asking
 * @property {string} button
 * @property {(typed: Typed) => Wrong[]} missing
 * @property {(typed: Typed, session: string) => Promise<Next | null>} send
 * @property {(of: Fields) => unknown} fields
 * @typedef {{ typed: Typed, set: (part: Partial<Typed>) => void, known: boolean,
 *   errorOf: (id: string) => string | null }} Fields
 */

/** @type {Record<string, Step>} what the pool asks → the step that answers it */
const CHALLENGES = { NEW_PASSWORD_REQUIRED: "first", SOFTWARE_TOKEN_MFA: "code" };

/** @param {import("../base/session.js").Next} next @returns {Next | null} */
const following = (next) =>
  next && "challenge" in next
    ? { step: CHALLENGES[next.challenge.name] ?? "password", session: next.challenge.session }
    : next;

/** @param {Typed} typed */
const noEmail = ({ email }) =>
  email.trim() ? [] : [{ id: "email", text: "Enter your email address." }];

/** @param {Typed} typed */
const noNewPassword = ({ newPassword }) =>
  newPassword ? [] : [{ id: "new-password", text: "Enter a new password." }];

/** @type {Record<Step, Asking>} */
export const STEPS = {
  password: {
    button: "Sign in",
    missing: (typed) => [
      ...noEmail(typed),
      ...(typed.password ? [] : [{ id: "password", text: "Enter your password." }]),
    ],
    send: async ({ email, password }) => following(await signIn(email.trim(), password)),
    fields: (of) => html`<${Email} ...${of} first=${!of.known} />
      <${TextField} id="password" label="Password" type="password" autocomplete="current-password"
        value=${of.typed.password} first=${of.known} error=${of.errorOf("password")}
        onInput=${(/** @type {string} */ password) => of.set({ password })} />`,
  },
  first: {
    button: "Save password",
    missing: noNewPassword,
    send: async ({ email, newPassword }, session) =>
      following(await answerChallenge(email.trim(), session, { newPassword })),
    fields: (of) => html`<p>This is your first time here. Choose a password of your own.</p>
      <${NewPassword} ...${of} first />`,
  },
  code: {
    button: "Sign in",
    missing: ({ code }) => codeErrors(plainCode(code), "code"),
    send: async ({ email, code }, session) =>
      following(await answerChallenge(email.trim(), session, { code: plainCode(code) })),
    fields: (of) => html`<${Code} ...${of} label="Code that your app shows" />
      <p class="hint">Without your phone, an administrator can reset this for you.</p>`,
  },
  forgot: {
    button: "Mail me a code",
    missing: noEmail,
    send: async ({ email }) => {
      await sendResetCode(email.trim());
      return { step: "reset" };
    },
    fields: (of) => html`<p>A code by which you choose another password is mailed to your address.
      </p><${Email} ...${of} first />`,
  },
  reset: {
    button: "Save password",
    missing: (typed) => [
      ...(plainCode(typed.code) ? [] : [{ id: "code", text: "Enter the code from the mail." }]),
      ...noNewPassword(typed),
    ],
    send: async ({ email, code, newPassword }) => {
      await resetPassword(email.trim(), plainCode(code), newPassword);
      return { step: "password", note: "Your password is changed. Sign in with it." };
    },
    fields: (of) => html`<p>If somebody signs in by ${of.typed.email.trim()}, a code is on its way
      there. It is good for an hour; look among unwanted mail too. Who has never signed in is
      invited again instead, by an administrator.</p>
      <${Code} ...${of} label="Code from the mail" /><${NewPassword} ...${of} />`,
  },
};

/** @param {Fields & { first?: boolean }} props */
const Email = ({ typed, set, errorOf, first }) =>
  html`<${TextField} id="email" label="Email" type="email" autocomplete="username"
    value=${typed.email} onInput=${(/** @type {string} */ email) => set({ email })}
    first=${first} error=${errorOf("email")} />`;

/** @param {Fields & { first?: boolean }} props */
const NewPassword = ({ typed, set, errorOf, first }) =>
  html`<${TextField} id="new-password" label="New password" hint="At least 12 characters."
    type="password" autocomplete="new-password" value=${typed.newPassword} first=${first}
    onInput=${(/** @type {string} */ newPassword) => set({ newPassword })}
    error=${errorOf("new-password")} />`;

/** @param {Fields & { label: string }} props */
const Code = ({ typed, set, errorOf, label }) =>
  html`<${TextField} id="code" label=${label} inputmode="numeric" autocomplete="one-time-code"
    value=${typed.code} onInput=${(/** @type {string} */ code) => set({ code })} first
    error=${errorOf("code")} />`;
