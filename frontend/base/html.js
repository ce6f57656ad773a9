/** Markup as tagged text: `html` makes elements, never HTML. */
import { h, htm } from "../vendor.js";

/** @type {(texts: TemplateStringsArray, ...values: any[]) => any} */
export const html = htm.bind(/** @type {any} */ (h));

/**
 * Class names joined, the falsy ones left out.
 * @param {...(string | false | null | undefined)} names
 */
export const classes = (...names) => names.filter(Boolean).join(" ");
