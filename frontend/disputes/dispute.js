/** A dispute of either kind under its one address: which workspace shows it is known once it is there. */

import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notFetched } from "../base/http.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { Page } from "../ui/page.js";
import { Failure, Skeleton } from "../ui/states.js";
import { InvoiceWorkspace } from "./invoice/workspace.js";

/** @param {{ disputeID: string }} props */
export default function AnyDispute({ disputeID }) {
  const load = useLoad(path`/dispute/${disputeID}`);
  const isBooking = load.data?.kind === "booking";
  const booking = useBookingWorkspace(isBooking);
  const problem = load.data ? isBooking && booking.problem : load.error;
  if (problem)
    return html`<${Page} title="Dispute"><${Failure} problem=${problem} retry=${load.data ? booking.fetch : load.reload} /><//>`;
  const Workspace = isBooking ? booking.view : InvoiceWorkspace;
  if (!load.data || !Workspace) return html`<${Skeleton} kind="text" />`;
  return html`<${Workspace} disputeID=${disputeID} load=${load} />`;
}

/** The workspace of bookings, fetched when it is needed: most disputes are on invoices. @param {boolean} isNeeded */
function useBookingWorkspace(isNeeded) {
  const [found, setFound] = useState({ view: /** @type {any} */ (null), problem: /** @type {any} */ (null) });
  const fetch = () =>
    import("../later.js").then(
      (module) => setFound({ view: module.BookingWorkspace, problem: null }),
      () => setFound({ view: null, problem: notFetched() }),
    );
  useEffect(() => {
    if (isNeeded) fetch();
  }, [isNeeded]);
  return { ...found, fetch };
}
