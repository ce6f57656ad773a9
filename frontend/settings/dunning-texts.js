/** Settings of reminders as they are typed: amounts by currency are one text, names by language. */

import { useEdits } from "../base/edits.js";
import { fieldText } from "../base/format.js";
import { useEffect } from "../base/hooks.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { readMoney } from "../ui/field.js";

/**
 * A setting that is edited as texts and saved as rows.
 * @template T
 * @template Row
 * @param {string} name @param {(rows: Row[]) => T} textsOf @param {(texts: T) => unknown[]} rowsOf
 * @param {string} told once it is saved
 */
export function useSetting(name, textsOf, rowsOf, told) {
  const load = useLoad(`/setting/${name}`);
  const edited = useEdits(
    `setting.${name}`,
    textsOf(/** @type {Row[]} */ (load.data?.value ?? [])),
    load.data?.version,
  );
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const save = async () => {
    const data = await carryOut({
      method: "PUT",
      path: `/setting/${name}`,
      body: { value: rowsOf(edited.value) },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: told });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return { load, edited, busy, problem, save, newer };
}

/**
 * Amounts by currency as a text: *10.00 EUR; 12.00 USD*.
 * @param {Record<string, number>} minimum
 */
export const minimumText = (minimum) =>
  Object.entries(minimum)
    .map(([currency, amount]) => `${fieldText(amount, currency)} ${currency}`)
    .join("; ");

/** What such a text says, or null. @param {string} text */
export function minimumIn(text) {
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const part of text.split(";").filter((one) => one.trim())) {
    const [, amount, currency] = /^\s*(.+?)\s*([A-Z]{3})\s*$/.exec(part) ?? [];
    const read = currency ? readMoney(amount, currency) : {};
    if (!("value" in read)) return null;
    found[currency] = read.value;
  }
  return found;
}

/**
 * What is wrong with such a text, or null.
 * @param {string} text @param {string} example
 */
export const minimumError = (text, example) =>
  minimumIn(text) === null ? `An amount and a currency each, for example ${example}.` : null;

/**
 * What a level is called by language as a text, one a line: *de: Mahnung*.
 * @param {Record<string, string>} labels
 */
export const labelsText = (labels) =>
  Object.entries(labels)
    .map(([language, label]) => `${language}: ${label}`)
    .join("\n");

/** What such a text says, or null. @param {string} text */
export function labelsIn(text) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const part of text.split("\n").filter((one) => one.trim())) {
    const [, language, label] = /^\s*([a-z]{2,3})\s*:\s*(\S.{0,79}?)\s*$/i.exec(part) ?? [];
    if (!language || !label || language.toLowerCase() in found) return null;
    found[language.toLowerCase()] = label;
  }
  return found;
}

/** What is wrong with such a text, or null. @param {string} text */
export const labelsError = (text) =>
  labelsIn(text) === null
    ? "A language and a name a line, of 80 letters at most: for example de: Mahnung."
    : null;
