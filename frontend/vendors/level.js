/** How a vendor stands, as a badge, and what goes with it. */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { Badge } from "../ui/text.js";
import { levels, reasonLevels } from "./words.js";

/** @param {{ level: string }} props */
export const Level = ({ level }) =>
  html`<${Badge} ...${levels[level]}>${levels[level]?.label ?? level}<//>`;

/** @param {{ level: string, maxLeads?: number | null }} props */
export const ReasonLevel = ({ level, maxLeads }) =>
  html`<${Badge} ...${reasonLevels[level]}>${
    maxLeads == null
      ? (reasonLevels[level]?.label ?? level)
      : `At most ${countText(maxLeads)} ${maxLeads === 1 ? "lead" : "leads"}`
  }<//>`;

/**
 * That a decision, or the repeat rule, flagged the vendor.
 * @param {{ of: { isFlagged: boolean } }} props
 */
export const Flag = ({ of: { isFlagged } }) =>
  isFlagged ? html`<${Badge} tone="amber" icon="TriangleAlert">Flagged<//>` : null;
