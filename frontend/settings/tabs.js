/** The tabs of the settings, each with the right that its routes ask for. */

import { may } from "../base/session.js";

const SETTING = "setting.edit";
const PEOPLE = "user.edit";

const TABS = [
  { value: "reasons", label: "Reasons", needs: SETTING },
  { value: "resolutions", label: "Resolutions", needs: SETTING },
  { value: "people", label: "People", needs: PEOPLE },
  { value: "chains", label: "Approval chains", needs: SETTING },
  { value: "hours", label: "Business hours", needs: SETTING },
  { value: "bounds", label: "Bounds of money", needs: SETTING },
  { value: "orders", label: "Orders", needs: SETTING },
  { value: "payouts", label: "Payout disputes", needs: SETTING },
  { value: "decisions", label: "Decision table", needs: SETTING },
  { value: "collections", label: "Collections", needs: SETTING },
  { value: "reminders", label: "Reminders", needs: SETTING },
  { value: "mail", label: "Mails", needs: SETTING },
  { value: "suppressed", label: "Unsent mail", needs: PEOPLE },
  { value: "upkeep", label: "Upkeep", needs: "upkeep.run" },
];

/** Those that somebody may open; of no setting, where there are none. */
export const settingTabs = () => TABS.filter((tab) => may(tab.needs));

/** What is needed for a tab, or for the first of those that one may open. @param {string} [name] */
export const neededFor = (name) =>
  (name ? TABS.find((tab) => tab.value === name) : settingTabs()[0])?.needs ?? SETTING;
