/** The page that a personal link opens, outside the frame of whoever signs in. */
import { html } from "../base/html.js";
import { Mark } from "../shell/mark.js";
import { ThemeToggle } from "../shell/theme-toggle.js";
import { Page } from "../ui/page.js";
import { Skeleton } from "../ui/states.js";

/**
 * @param {object} props
 * @param {string | null} props.link
 * @param {ReturnType<typeof import("../base/linked.js").useLinked>} props.linked what it asks
 * @param {string} props.title
 * @param {string} [props.heading]
 * @param {string} props.kind
 * @param {(props: { problem: import("../base/http.js").Problem | null,
 *   retry: () => void }) => unknown} props.Trouble
 *   what is shown where nothing can be answered by it
 * @param {(data: unknown, link: string) => unknown} props.children what is asked
 */
export function LinkedPage({ link, linked, title, heading, kind, Trouble, children }) {
  const { data, problem, look } = linked;
  return html`<div class="alone-top"><p class="brand"><${Mark} size=${24} />Redress</p>
    <${ThemeToggle} /></div>
    <${Page} title=${title} heading=${heading} kind=${kind}>
      ${
        !link || problem
          ? html`<${Trouble} problem=${link ? problem : null} retry=${look} />`
          : data
            ? children(data, link)
            : html`<${Skeleton} kind="text" rows=${5} />`
      }<//>`;
}
