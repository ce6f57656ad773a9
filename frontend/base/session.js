/**
 * Who is signed in. Keeps the tokens, renews them, and asks the person again when that is no longer
 * possible.
 */

import { batch, signal } from "../vendor.js";
import { keepAhead } from "./answers.js";
import { Problem, send } from "./http.js";
import { queryText } from "./paths.js";
import { place } from "./router.js";

/**
 * @typedef {object} Me
 * @property {string} userID
 * @property {string} email
 * @property {string} name
 * @property {string} role
 * @property {Record<string, number | string>} creditLimit
 * @property {(string | number)[]} limitTo
 * @property {string | number | null} partyID
 * @property {{ timeZone: string, today: string }} [company] where the company is, and which day it
 *   is there
 * @property {string[]} permissions
 * @property {boolean} [localMode]
 * @property {Absence} [absence]
 * @property {Api.CalendarFeedView | null} [calendar] the feed of the own agenda
 * @property {number} [version]
 * @property {string | null} [secondFactorAt] since when one signs in with a second factor
 * @property {HeldBack} [mailHeldBack]
 * @property {{ email: string, mailHeldBack: HeldBack } | null} [partyMail] for people of a party
 *
 * @typedef {{ from: string, until: string, substituteID: string | null } | null} Absence
 * @typedef {{ reason: string, since: string } | null | undefined} HeldBack why no mail goes to an
 *   address
 *
 * @typedef {{ token: string, refreshToken?: string, expiresAt: string | number }} Tokens
 * @typedef {{ challenge: { name: string, session: string } }} Challenge
 * @typedef {{ setUp: Tokens }} SetUp tokens that are good for setting up a second factor alone
 * @typedef {Challenge | SetUp | null} Next what is asked first; null: one is signed in
 */

const STORE = "redress.session";

/** @type {{ value: Me | null }} */
export const me = signal(/** @type {Me | null} */ (null));
/** Whether the person must sign in again over the page. */
export const expired = signal(false);
/** Whether the kept tokens are still being looked at. */
export const settling = signal(true);
/** Why the kept session could not be used, when the server could not be reached. */
export const trouble = signal(/** @type {Problem | null} */ (null));

/**
 * What a place will ask for, so that the answer to who is signed in brings it along; whoever knows
 * the places says so.
 */
/** @type {(parts: string[], query: URLSearchParams) => string[]} */
let asksOf = () => [];
/** @param {typeof asksOf} asks */
export const askAlong = (asks) => {
  asksOf = asks;
};

/** @type {Tokens | null} */
let tokens = readStore();
/** @type {Promise<void> | null} */
let renewing = null;
/** @type {((value: void) => void)[]} */
let waiting = [];

/** Tells the other windows of this browser, which keep tokens of their own, of a sign-out. */
const windows = new BroadcastChannel("redress.session");
windows.onmessage = ({ data }) => {
  if (me.value && data === me.value.userID) leave();
};

export const token = () => tokens?.token ?? null;

/** @param {string} permission */
export const may = (permission) => me.value?.permissions?.includes(permission) ?? false;

/**
 * Whether the person acts for a customer, and so has the customer's own portal in place of the
 * desk.
 */
export const isCustomer = () => may("portal.read");

/**
 * Whether the person acts for an operator, an aggregator or a vendor, and so has a portal of its
 * own in place of the desk.
 */
export const isParty = () => may("party.act");

/**
 * Whether what is unread is told of this person's own side, so that reading it marks it as read
 * (IG-04).
 */
export const isReader = () => isParty() || may("dispute.support");

/** Whether the person acts for a vendor, whose portal is about its orders (PO-32, PO-35). */
export const isVendor = () => may("order.act");

/** Whether the person is not of the company. */
export const isOutside = () => isCustomer() || isParty();

/**
 * Whether the person may search: the staff everything, operators and aggregators what is their own.
 */
export const maySearch = () => may("customer.read") || isParty();

/** Where somebody begins, and comes back to when there is nothing else to do. */
export function home() {
  if (isCustomer()) return { href: "#/", label: "Go to your invoices" };
  if (isVendor()) return { href: "#/", label: "Go to your disputes" };
  if (isParty()) return { href: "#/", label: "Go to your bookings" };
  return { href: may("dispute.support") ? "#/" : "#/queue", label: "Go to the queue" };
}

/** Takes up the session kept from before, if there is one. */
export async function resume() {
  settling.value = true;
  trouble.value = null;
  try {
    if (tokens) me.value = await whoAmI();
  } catch (reason) {
    if (reason instanceof Problem && !asksToSignIn(reason)) trouble.value = reason;
    else forget();
  } finally {
    settling.value = false;
  }
}

/** Asks anew who is signed in and what that person may do by now. */
export async function lookAgain() {
  me.value = await whoAmI();
}

/** Who is signed in; with it comes what the place that is shown then will ask for. */
async function whoAmI() {
  const want = asksOf(place.value.parts, place.value.query).join(" ");
  const look = () => send("GET", `/desk${queryText({ want })}`, { token: token() });
  const { data } = await look().catch(async (reason) => {
    if (!(reason instanceof Problem) || reason.status !== 401 || !tokens?.refreshToken)
      throw reason;
    await refresh();
    return look();
  });
  for (const answer of data.answers) if (answer.status === 200) keepAhead(answer.want, answer.body);
  return data.me;
}

/**
 * Whether signing in anew is what helps: the sign-in has ended, or lacks a second factor.
 * @param {Problem} problem
 */
export const asksToSignIn = (problem) =>
  problem.status === 401 || problem.code === "secondFactorRequired";

/** @param {string} email @param {string} password @returns {Promise<Next>} */
export const signIn = async (email, password) =>
  accept((await send("POST", "/session", { body: { email, password } })).data);

/**
 * @param {string} email
 * @param {string} session
 * @param {{ newPassword: string } | { code: string }} asked
 * @returns {Promise<Next>}
 */
export const answerChallenge = async (email, session, asked) =>
  accept((await send("POST", "/session/challenge", { body: { email, session, ...asked } })).data);

/** Mails a code for another password, where the address is known. @param {string} email */
export const sendResetCode = (email) => send("POST", "/session/reset", { body: { email } });

/** @param {string} email @param {string} code @param {string} newPassword */
export const resetPassword = (email, code, newPassword) =>
  send("POST", "/session/reset/confirmation", { body: { email, code, newPassword } });

/**
 * The demo people, in local mode; nobody elsewhere.
 * @returns {Promise<{ people: Api.DemoPerson[], password: string }>}
 */
export async function demoPeople() {
  try {
    const { data } = await send("GET", "/session");
    return { people: data?.people ?? [], password: data?.password ?? "" };
  } catch {
    return { people: [], password: "" };
  }
}

/** @param {Tokens & Partial<Challenge> & { user?: unknown }} data @returns {Promise<Next>} */
async function accept(data) {
  if (data.challenge) return { challenge: data.challenge };
  if (data.user === null) return { setUp: data };
  await goOn(data);
  return null;
}

/** Signs in with the tokens, and lets go on what waited for that. @param {Tokens} data */
export async function goOn(data) {
  const before = me.value;
  keep({ token: data.token, refreshToken: data.refreshToken, expiresAt: data.expiresAt });
  const user = await whoAmI();
  const same = !before || before.userID === user.userID;
  batch(() => {
    me.value = user;
    expired.value = false;
    trouble.value = null;
  });
  if (!same) globalThis.location.hash = "#/";
  const others = waiting;
  waiting = [];
  for (const go of others) go();
}

/**
 * Gets a fresh token after the given one was refused: silently if possible, else by asking.
 * @param {string | null} refused
 * @param {boolean} [silently] whether another token of the same sign-in would do
 */
export function renew(refused, silently = true) {
  if (token() !== refused && token() !== null) return Promise.resolve();
  renewing ??= renewOnce(silently).finally(() => {
    renewing = null;
  });
  return renewing;
}

/** @param {boolean} silently */
async function renewOnce(silently) {
  try {
    if (silently && tokens?.refreshToken) {
      await refresh();
      return;
    }
  } catch (reason) {
    if (reason instanceof Problem && reason.status !== 401 && reason.status !== 400) throw reason;
  }
  await new Promise((/** @type {(value: void) => void} */ go) => {
    waiting.push(go);
    expired.value = true;
  });
}

async function refresh() {
  const { data } = await send("POST", "/session/refresh", {
    body: { refreshToken: tokens?.refreshToken },
  });
  keep({
    token: data.token,
    refreshToken: data.refreshToken ?? tokens?.refreshToken,
    expiresAt: data.expiresAt,
  });
}

/** Signs out, in every window and at the server; drafts stay for the next time. */
export function signOut() {
  if (tokens) {
    windows.postMessage(me.value?.userID);
    send("POST", "/session/end", {
      body: { refreshToken: tokens.refreshToken },
      token: token(),
    }).catch(() => {
      // Whoever has no connection is signed out here, and the tokens end by themselves.
    });
  }
  leave();
}

function leave() {
  forget();
  batch(() => {
    me.value = null;
    expired.value = false;
  });
  globalThis.location.hash = "#/";
}

function forget() {
  tokens = null;
  localStorage.removeItem(STORE);
}

/** @param {Tokens} fresh */
function keep(fresh) {
  tokens = fresh;
  localStorage.setItem(STORE, JSON.stringify(fresh));
}

/** @returns {Tokens | null} */
function readStore() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "null");
  } catch {
    return null;
  }
}
