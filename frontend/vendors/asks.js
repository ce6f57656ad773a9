/** What views of vendors ask for. */

/** How one stands, and why. @param {string} vendor escaped */
export const standingAsk = (vendor) => `/vendor/${vendor}/standing`;
