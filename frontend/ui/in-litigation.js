/** Says of a letter that it is about what is in litigation: only a person sends one (CO-44). */
import { html } from "../base/html.js";
import { Banner } from "./states.js";

/** @param {{ numbers: (string | number)[] }} props */
export const InLitigation = ({ numbers }) =>
  numbers.length > 0 &&
  html`<${Banner} tone="amber" icon="Scale">In litigation: invoice ${numbers.join(", ")}. Nothing
    goes about it by itself; this letter would.<//>`;
