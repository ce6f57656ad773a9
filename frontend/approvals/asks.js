/** What is asked about approvals outside of their own views. */

/** What waits for the own answer. */
export const ASKED_OF_ME = "/approval?limit=50";
