/** Addresses of the API: parts escaped, queries without what is empty. */

/**
 * A path with its parts escaped.
 * @param {TemplateStringsArray} texts
 * @param {(string | number)[]} parts
 */
export const path = (texts, ...parts) =>
  texts.reduce(
    (whole, text, index) =>
      whole + text + (index < parts.length ? encodeURIComponent(parts[index]) : ""),
    "",
  );

/** @param {Record<string, string | number | null | undefined>} query */
export function queryText(query) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value != null && value !== "") text.set(name, String(value));
  return text.size ? `?${text}` : "";
}
