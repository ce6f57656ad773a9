/**
 * What approvals show of each kind of dispute in which something is approved: a row each, from the
 * kind's own room. `kinds.js` is the table of all kinds; a view of a kind shows approvals, so that
 * this one stands below it.
 *
 * @typedef {object} Approvable
 * @property {string} asked what is asked for, in a word
 * @property {string} label what a dispute is on, in a word
 * @property {(row: any) => string} name which one of these it is
 * @property {(row: any) => string} href where the product shows that
 * @property {string} all what a limit has to reach
 * @property {string} besides what of that is not asked for here
 * @property {string} putBack what follows where it is not approved
 * @property {string} toldAt where the person who asked reads why not
 * @property {(row: any) => string} effect what a yes does, beside what it says itself
 * @property {(row: any) => string} warning what somebody should think of before a yes
 * @property {(props: { row: any }) => unknown} Summary a few of its parts, in a list
 * @property {(props: { approval: any }) => unknown} Parts all of them, with what becomes of it
 */
import { approvableInvoice } from "./invoice/approvable.js";
import { approvableOrder } from "./order/approvable.js";

/** @type {Record<string, Approvable>} */
const APPROVABLES = { invoice: approvableInvoice, order: approvableOrder };

/** What an approval of a dispute shows. @param {{ kind: string }} row @returns {Approvable} */
export const approvableOf = ({ kind }) => APPROVABLES[kind];
