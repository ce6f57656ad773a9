/** Icons of Lucide, drawn from its data. */
import * as vendor from "../vendor.js";

/** @param {{ name: string, size?: 16 | 20, label?: string }} props */
export function Icon({ name, size = 16, label }) {
  const shapes = /** @type {[string, Record<string, string>][]} */ (
    /** @type {any} */ (vendor)[name] ?? []
  );
  const naming = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  const frame = {
    class: "icon",
    width: `${size / 16}rem`,
    height: `${size / 16}rem`,
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.75,
  };
  return vendor.h(
    "svg",
    {
      ...frame,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      focusable: "false",
      ...naming,
    },
    shapes.map(([tag, attributes]) => vendor.h(tag, attributes)),
  );
}
