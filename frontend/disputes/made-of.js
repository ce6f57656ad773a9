/** The ticket that a dispute about to be raised will be made of. */
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { Banner } from "../ui/states.js";

/** The ticket that the address names, with its question: `id` is "" where it names none. */
export function useNamedTicket() {
  const id = place.value.query.get("ticketID") ?? "";
  const load = useLoad(id ? path`/ticket/${id}/message?limit=1` : null);
  /** @type {Api.TicketThread | null} */
  const thread = load.data;
  return { id, load, thread };
}

/** @param {{ thread: Api.TicketThread | null }} props */
export const MadeOf = ({ thread }) =>
  thread &&
  html`<${Banner}>The dispute gets the number and the files of <a
    href=${to.ticket(thread.ticket.ticketID)}>ticket ${thread.ticket.ticketID}</a>,
    “${thread.ticket.subject}”.<//>`;
