/** Approval chains while they are edited, and as the setting keeps them. Pure: no DOM. */

import { readAmount } from "../base/decimal.js";
import { digitsOf, marks } from "../base/format.js";

/**
 * @typedef {{ currency: string, text: string }} Limit
 * @typedef {{ key: string, name: string, by: "role" | "people", role: string, people: string[],
 *   limits: Limit[], hours: string }} Level
 * @typedef {{ key: string, chainID: string | number, name: string, currencies: string,
 *   whenSilent: "expire" | "askAgain", levels: Level[] }} Chain
 */

/** @returns {Level} */
export const newLevel = () => ({
  key: crypto.randomUUID(),
  name: "",
  by: "role",
  role: "approver",
  people: [],
  limits: [],
  hours: "8",
});

/** @param {Chain[]} others @returns {Chain} */
export function newChain(others) {
  const taken = new Set(others.map((chain) => String(chain.chainID)));
  let number = others.length + 1;
  while (taken.has(`chain${number}`)) number += 1;
  const chainID = `chain${number}`;
  return {
    key: chainID,
    chainID,
    name: "",
    currencies: "",
    whenSilent: "expire",
    levels: [newLevel()],
  };
}

/**
 * The rows to save, or what has to be filled in first.
 * @param {Chain[]} chains
 * @returns {{ value: unknown[] | null, why: string | null }}
 */
export function rowsOf(chains) {
  if (chains.some((chain) => !chain.name.trim()))
    return { value: null, why: "Give every chain a name." };
  const levels = chains.flatMap((chain) => chain.levels);
  if (levels.some((level) => !level.name.trim()))
    return { value: null, why: "Give every level a name." };
  if (
    levels.some((level) =>
      level.limits.some((limit) => !limit.currency || "error" in readLimit(limit)),
    )
  )
    return { value: null, why: "Mend the limits first." };
  return { value: chains.map(rowOf), why: null };
}

/** @param {Limit} limit */
export const readLimit = (limit) =>
  readAmount(limit.text, marks(), digitsOf(limit.currency || "USD"));

/** @param {Chain} chain */
const rowOf = (chain) => ({
  chainID: chain.chainID,
  name: chain.name.trim(),
  currencies: chain.currencies
    .split(/[\s,]+/)
    .map((code) => code.toUpperCase())
    .filter(Boolean),
  levels: chain.levels.map((level) => ({
    name: level.name.trim(),
    ...(level.by === "role" ? { role: level.role } : { people: level.people }),
    limit: Object.fromEntries(level.limits.map((limit) => [limit.currency, decimalOf(limit)])),
    answerWithinHours: level.hours.trim().replace(",", "."),
  })),
  whenSilent: chain.whenSilent,
});

/** @param {Limit} limit */
function decimalOf(limit) {
  const read = readLimit(limit);
  return "value" in read ? read.value : null;
}
