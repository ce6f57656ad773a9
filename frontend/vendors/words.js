/** How vendors stand, in words. */

/** @type {Record<string, { label: string, tone: string, icon: string }>} */
export const levels = {
  active: { label: "Active", tone: "green", icon: "CircleCheck" },
  reduced: { label: "Fewer leads", tone: "amber", icon: "ArrowDown" },
  hold: { label: "On hold", tone: "red", icon: "Ban" },
  deactivated: { label: "Deactivated", tone: "grey", icon: "CircleX" },
};

/** What a reason does to a vendor; one of level active is a flag. @type {typeof levels} */
export const reasonLevels = {
  ...levels,
  active: { label: "Flag", tone: "amber", icon: "TriangleAlert" },
};

/**
 * What became of an objection.
 * @type {Record<string, { label: string, tone: string, icon: string }>}
 */
export const outcomes = {
  upheld: { label: "The reason stands", tone: "grey", icon: "X" },
  granted: { label: "Granted: the reason ended", tone: "green", icon: "Check" },
};
