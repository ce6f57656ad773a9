/** What is asked about wallets outside of their own views. */

/** What waits for a second person of finance. */
export const TO_CORRECT = "/correction?limit=50";
export const TO_LET_IN = "/proposal?limit=50";
