/** The types of vendor.js, which is built and not kept in the repository. */
export * from "./vendor.entry.js";
