/**
 * The staff's queue of disputes on bookings: what support was asked to step in for, and all others
 * (IG-08).
 */

import { html } from "../../base/html.js";
import { useLoad, usePolling } from "../../base/queries.js";
import { place, to } from "../../base/router.js";
import { statusWords } from "../../base/words.js";
import { ButtonLink } from "../../ui/button.js";
import { Page } from "../../ui/page.js";
import { Blank } from "../../ui/states.js";
import { countOf, Kinds } from "../queues.js";
import { views } from "../views.js";
import { BOOKING_COUNTS } from "./asks.js";
import { BookingDisputes, REFRESH_EVERY_MS } from "./list.js";

/** What waits for support is asked of it, and has its own tab. */
const VIEWS = ["mine", "unassigned", "late"];

/** Where one begins, without an address of the list, support is shown what it was asked for. */
export default function BookingQueue() {
  const { parts, query } = place.value;
  const status = query.get("status") ?? "";
  const asks = parts.length === 0 ? { waitingFor: "support" } : {};
  const view = query.get("view") ?? "";
  const current =
    view || ((asks.waitingFor ?? query.get("waitingFor")) === "support" ? "support" : status);
  const { data, error, reload } = useLoad(BOOKING_COUNTS);
  usePolling(reload, REFRESH_EVERY_MS);
  const tabs = [
    {
      value: "support",
      label: "Asked of support",
      count: countOf(data?.waiting ?? []),
      query: { waitingFor: "support" },
    },
    ...VIEWS.map((one) => ({ value: one, label: views[one].label, query: { view: one } })),
    { value: "", label: "All open", count: countOf((!error && data?.counts) || []), query: {} },
    ...["resolved", "withdrawn"].map((one) => ({
      value: one,
      label: statusWords(one).label,
      query: { status: one },
    })),
  ];
  const empty = views[current]
    ? html`<${Blank} icon=${current === "late" ? "CircleCheck" : "Scale"}
        title=${views[current].title} action=${html`<${ButtonLink} href=${to.bookingDisputes()}
          icon="Inbox">See all that are open<//>`}>${views[current].text}<//>`
    : current === "support"
      ? html`<${Blank} icon="LifeBuoy"
        title="Nobody waits for support">When a side of a booking asks support to step in, its
        dispute is here.<//>`
      : html`<${Blank} icon="Scale" title="No disputes on bookings"
        action=${html`<${ButtonLink} href=${to.bookings()}
          icon="Car">Look at the bookings<//>`}>Operators and aggregators raise them from a
          booking.<//>`;
  return html`<${Page} title="Queue" kind="bookings" part="booking"><${Kinds} here="booking" />
    <${BookingDisputes} tabs=${tabs} current=${current} empty=${empty} asks=${asks}
      sorted=${parts.length > 0} views=${VIEWS} /><//>`;
}
