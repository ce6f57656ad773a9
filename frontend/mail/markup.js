/**
 * The HTML of a mail as a tree of what is harmless: known elements, inline styles without
 * addresses, links to the web.
 * Whatever else stands in it is left out; nothing is ever handed to the browser as HTML. Pure: no
 * DOM.
 * @typedef {{ tag: string, attributes: Record<string, string>, children: (Node | string)[] }} Node
 */

const KEPT = new Set(
  (
    "a b bdi blockquote br code div em h1 h2 h3 hr i li ol p pre small span strong" +
    " table tbody td th thead tr ul"
  ).split(" "),
);
const VOID = new Set(["br", "hr"]);
/** Left out with all that stands in them. */
const DROPPED = new Set([
  "head",
  "script",
  "style",
  "title",
  "template",
  "iframe",
  "object",
  "svg",
  "math",
]);
const PLAIN_ATTRIBUTES = new Set([
  "align",
  "cellpadding",
  "cellspacing",
  "colspan",
  "dir",
  "lang",
  "role",
  "rowspan",
  "width",
]);
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<!(?:[^>]*)>|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+|</g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;
/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** @param {string} html @returns {(Node | string)[]} */
export function readMarkup(html) {
  const root = node("div", {});
  /** @type {Node[]} */
  const open = [root];
  let dropping = "";
  for (const [whole, closing, name, rest] of html.matchAll(TOKEN)) {
    const tag = name?.toLowerCase();
    if (dropping) {
      if (closing && tag === dropping) dropping = "";
    } else if (!tag) {
      if (!whole.startsWith("<!")) open[0].children.push(spelledOut(whole));
    } else if (DROPPED.has(tag)) {
      if (!closing) dropping = tag;
    } else if (closing) {
      const at = open.findIndex((one) => one.tag === tag);
      if (at !== -1 && at < open.length - 1) open.splice(0, at + 1);
    } else if (tag === "body" || KEPT.has(tag)) {
      const made = node(tag === "body" ? "div" : tag, readAttributes(rest));
      open[0].children.push(made);
      if (!VOID.has(tag) && tag !== "body") open.unshift(made);
      else if (tag === "body") open.splice(0, open.length, made, root);
    }
  }
  return root.children;
}

/** @param {string} tag @param {Record<string, string>} attributes @returns {Node} */
const node = (tag, attributes) => ({ tag, attributes, children: [] });

/** @param {string} text */
function readAttributes(text) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const value = spelledOut(double ?? single ?? bare ?? "");
    const lower = name.toLowerCase();
    if (PLAIN_ATTRIBUTES.has(lower)) kept[lower] = value;
    else if (lower === "style" && !/url\s*\(|expression|position\s*:|@|\\/i.test(value))
      kept.style = value;
    else if (lower === "href" && /^https?:\/\//i.test(value)) kept.href = value;
  }
  return kept;
}

/** @param {string} text */
const spelledOut = (text) =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
    const point =
      name[1].toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : whole;
  });
