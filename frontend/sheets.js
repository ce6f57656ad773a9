/** Style sheets that only some views need: they come with the view, before it is drawn. */

/** @type {Map<string, Promise<unknown>>} */
const asked = new Map();

/** Resolves when the sheet is there; a view without it is plain, and works. @param {string} name */
export function sheet(name) {
  const coming =
    asked.get(name) ??
    new Promise((resolve) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", href: `styles/${name}.css`, onload: resolve, onerror: resolve });
      document.head.append(link);
    });
  asked.set(name, coming);
  return coming;
}
