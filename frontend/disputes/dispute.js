/** A dispute of any kind under its one address: which view shows it is known once it is there. */

import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notFetched } from "../base/http.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { home, isOutside } from "../base/session.js";
import { Page } from "../ui/page.js";
import { Failure, Skeleton } from "../ui/states.js";
import { kindOf } from "./kinds.js";
import { cameFrom } from "./walk.js";

/** @param {{ disputeID: string }} props */
export default function Dispute({ disputeID }) {
  const load = useLoad(path`/dispute/${disputeID}`);
  const kind = load.data && kindOf(load.data);
  const view = useView(kind && (isOutside() ? kind.own : kind.workspace));
  const problem = load.data ? view.problem : load.error;
  const crumbs = isOutside() ? [] : [{ href: cameFrom(disputeID) ?? home().href, label: "Queue" }];
  if (problem || !load.data || !view.drawn)
    return html`<${Page} title="Dispute" crumbs=${crumbs}>${
      problem
        ? html`<${Failure} problem=${problem} retry=${load.data ? view.fetch : load.reload} />`
        : html`<${Skeleton} kind="text" />`
    }<//>`;
  return html`<${view.drawn} disputeID=${disputeID} load=${load} />`;
}

/**
 * A view that is there, or comes when it is needed.
 * @param {{ fetch: () => Promise<unknown> } | undefined} view undefined: not known yet which
 */
function useView(view) {
  const [come, setCome] = useState({
    of: /** @type {unknown} */ (null),
    drawn: /** @type {unknown} */ (null),
    problem: /** @type {import("../base/http.js").Problem | null} */ (null),
  });
  const fetch = () =>
    view?.fetch().then(
      (/** @type {unknown} */ drawn) => setCome({ of: view, drawn, problem: null }),
      () => setCome({ of: view, drawn: null, problem: notFetched() }),
    );
  useEffect(() => {
    if (view?.fetch) fetch();
  }, [view]);
  if (!view?.fetch) return { drawn: view, problem: null, fetch };
  return { ...(come.of === view ? come : { drawn: null, problem: null }), fetch };
}
