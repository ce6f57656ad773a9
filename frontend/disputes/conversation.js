/**
 * The thread, drawn as a conversation; what is new comes at its end and moves nothing that one
 * reads.
 */

import { clockText, dayNear, momentText, sizeText } from "../base/format.js";
import { useEffect, useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { say } from "../base/notices.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { FetchFile } from "./fetch-file.js";
import { canPreview, Preview } from "./preview.js";
import { useReadMark, useVisible } from "./thread.js";
import { firstUnread, itemsOf, spokenText } from "./thread-items.js";

/** @typedef {import("./thread.js").Voices} Voices */
/**
 * A row of any kind's thread, of which each kind tells some; one on its way has its `fate`.
 * @typedef {Omit<Api.MessageView, "side" | "attachment"> & { side: string | null }
 *   & Partial<Pick<Api.BookingMessageView, "request" | "attachment">>
 *   & { fate?: unknown }} Message
 */
/**
 * @typedef {{ key: string } & Message} Outgoing a row on its way: its `key`, and its `fate` to be
 *   drawn below it
 */

const NEAR_THE_END_PX = 48;

/**
 * @param {{ dispute: Api.DisputeView | Api.BookingDisputeView,
 *   thread: ReturnType<typeof import("./thread.js").useThread>, own: string | null,
 *   voices: Voices, onChanged: () => void,
 *   outgoing: Outgoing[] }} props
 */
export function Conversation({ dispute, thread, own, voices, onChanged, outgoing }) {
  const { rows } = thread.data;
  const isOwn = (/** @type {Api.MessageView | Api.BookingMessageView} */ row) =>
    row.side === (own ?? voices.staff);
  const [newFrom] = useState(() =>
    voices.reads() ? firstUnread(rows, thread.data.dispute.unread) : undefined,
  );
  const last = rows.at(-1)?.sequence ?? 0;
  const end = useEnd(outgoing.length, newFrom);
  const [seenTo, setSeenTo] = useState(newFrom ? newFrom - 1 : last);
  useEffect(() => {
    if (end.isSeen) setSeenTo(last);
  }, [end.isSeen, last]);
  useReadMark(dispute.disputeID, thread.data.dispute, end.isSeen, thread.noteRead, voices.reads());
  useAnnounced(rows, (row) => voices.nameOf(dispute, String(row.side)), isOwn);
  const missed = rows.filter(
    (/** @type {Api.MessageView | Api.BookingMessageView} */ row) =>
      row.sequence > seenTo && !isOwn(row),
  ).length;
  const stateOf = voices.cardStates(rows);
  return html`<div class="thread-room" ref=${end.room} onScroll=${end.onScroll} tabindex="0"
    role="region" aria-label="Messages">
    ${
      rows.length + outgoing.length === 0
        ? html`<p class="padded muted">Nothing was said so far.</p>`
        : null
    }
    <ol class="thread">${itemsOf([...rows, ...outgoing], Object.keys(voices.cards)).map((item) => {
      const Drawn = drawings[item.kind];
      return html`${
        newFrom !== undefined &&
        item.row.sequence === newFrom &&
        item.kind !== "day" &&
        html`<li class="new-from" key="new-from"><span>New</span></li>`
      }<${Drawn} key=${item.key}
        item=${item} row=${item.row} dispute=${dispute} own=${own} voices=${voices}
        state=${stateOf(item.row)} onChanged=${onChanged} />`;
    })}</ol>
    <div class="thread-end" ref=${end.foot}></div>
  </div>
    ${
      !end.isInSight &&
      missed > 0 &&
      html`<div class="pill"><${Button} look="primary"
        icon="ArrowDown" onClick=${end.go} name="new-messages">
        ${missed === 1 ? "1 new message" : `${missed} new messages`}<//></div>`
    }`;
}

/**
 * The end of the thread: whether it is in sight, and staying there while more comes.
 * @param {number} sending
 * @param {number | undefined} newFrom
 */
function useEnd(sending, newFrom) {
  const room = useRef(/** @type {HTMLElement | null} */ (null));
  const foot = useRef(/** @type {HTMLElement | null} */ (null));
  const follows = useRef(true);
  const [isInSight, setInSight] = useState(false);
  const visible = useVisible();
  const toEnd = () => room.current?.scrollTo({ top: room.current.scrollHeight });
  useEffect(() => {
    const watch = new IntersectionObserver((entries) =>
      setInSight(Boolean(entries.at(-1)?.isIntersecting)),
    );
    watch.observe(/** @type {Element} */ (foot.current));
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (sending > 0) toEnd();
  }, [sending]);
  const onScroll = () => {
    if (!room.current) return; // The last scroll of a view that is left comes after it.
    const { scrollTop, scrollHeight, clientHeight } = room.current;
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  };
  useLayoutEffect(() => {
    toEnd();
    const divider =
      newFrom && /** @type {HTMLElement | null} */ (room.current?.querySelector(".new-from"));
    if (divider) room.current?.scrollTo({ top: divider.offsetTop - NEAR_THE_END_PX });
    onScroll();
    const grown = new ResizeObserver(() => follows.current && toEnd());
    grown.observe(/** @type {Element} */ (room.current?.firstElementChild));
    return () => grown.disconnect();
  }, []);
  const go = () => {
    toEnd();
    room.current?.focus({ preventScroll: true });
    foot.current?.scrollIntoView({ block: "nearest" });
  };
  return { room, foot, onScroll, go, isInSight, isSeen: isInSight && visible };
}

/**
 * Says to screen readers what the others wrote since.
 * @param {(Api.MessageView | Api.BookingMessageView)[]} rows
 * @param {(row: Message) => string} nameOf
 * @param {(row: Api.MessageView | Api.BookingMessageView) => boolean} isOwn
 */
function useAnnounced(rows, nameOf, isOwn) {
  const told = useRef(rows.length);
  useEffect(() => {
    const fresh = rows.slice(told.current).filter((row) => !isOwn(row));
    told.current = rows.length;
    if (fresh.length > 0)
      say(
        fresh.length === 1
          ? spokenText(fresh[0], nameOf(fresh[0]))
          : `${fresh.length} new messages`,
      );
  }, [rows.length]);
}

/**
 * @typedef {{ item: import("./thread-items.js").Item, row: Message, dispute: Api.DisputeView
 *   | Api.BookingDisputeView, own: string | null,
 *   voices: Voices }} Props
 */

/** @param {{ at: string }} props */
const Clock = ({ at }) =>
  html`<time datetime=${at} title=${momentText(at)}>${clockText(at)}</time>`;

/**
 * Who speaks: the side; to the staff also which of its people.
 * @param {Omit<Props, "item">} props
 */
function Who({ row, dispute, own, voices }) {
  const voice = row.side;
  const side = own && voice === own ? "Your side" : voices.nameOf(dispute, String(voice));
  return html`<p class="speaker">${voice === voices.staff && html`<${Icon} name="LifeBuoy" />`}
    <strong>${side}</strong>${row.by && html`<span>${row.by}</span>`}
    ${row.type === "raised" && html`<span>raised the dispute</span>`}<${Clock} at=${row.at} /></p>`;
}

/**
 * On which side of the conversation it stands, to who looks.
 * @param {Omit<Props, "item" | "dispute">} props
 */
function placeOf({ row, own, voices }) {
  const voice = row.side;
  return voice === (own ?? voices.staff) ? "own" : voice === voices.staff ? "support" : "other";
}

/** @param {Props} props */
function Said({ item, row, dispute, own, voices }) {
  return html`<li
    class=${classes(
      "said",
      placeOf({ row, own, voices }),
      item.joined && "joined",
      Boolean(row.fate) && "outgoing",
    )}
    data-sequence=${row.sequence}>
    ${
      item.joined
        ? html`<span class="hidden">
          ${voices.nameOf(dispute, String(row.side))}, ${momentText(row.at)}</span>`
        : html`<${Who} row=${row} dispute=${dispute} own=${own} voices=${voices} />`
    }
    <div class="bubble">${row.type === "raised" ? dispute.description : row.text}</div>
    ${row.fate}</li>`;
}

/**
 * Who wrote for support alone.
 * @param {{ row: Api.MessageView | Api.BookingMessageView, what: string, icon?: string }} props
 */
const Internal = ({ row, what, icon = "Lock" }) =>
  html`<p class="speaker"><${Icon} name=${icon} /><strong>${what}</strong><span>${row.by}</span>
    <${Clock} at=${row.at} /></p>`;

/** What came by mail and is nobody's words here. @type {Record<string, string>} */
const byMail = { answerUnconfirmed: "Unconfirmed mail", answerRefused: "Mail that was not taken" };

/** @param {Props} props */
const Note = ({ row }) =>
  html`<li class=${classes("internal", Boolean(row.fate) && "outgoing")}
    data-sequence=${row.sequence}>
    <${Internal} row=${row} what=${byMail[row.type] ?? "Internal note"}
      icon=${byMail[row.type] ? "MailX" : "Lock"} /><div class="bubble">${row.text}</div>
    ${row.fate}</li>`;

/**
 * What is drawn by the kind of dispute itself, on the side of who asked.
 * @param {Props & { state: unknown, onChanged: () => void }} props
 */
function Card({ row, dispute, own, voices, state, onChanged }) {
  const Drawn = voices.cards[row.type];
  return html`<li class=${classes("said", row.side === own ? "own" : "other")}
    data-request=${row.request?.requestID}><${Who} row=${row} dispute=${dispute} own=${own}
      voices=${voices} />
    <${Drawn} row=${row} dispute=${dispute} own=${own} state=${state}
      onChanged=${onChanged} /></li>`;
}

/** A file that came, to be looked at and fetched from where it was said. @param {Props} props */
function File({ row, dispute, own, voices }) {
  const file = /** @type {Api.AttachmentPart} */ (row.attachment);
  const { name, size } = file;
  const isInternal = row.audience === "staff";
  return html`<li class=${isInternal ? "internal" : classes("said", placeOf({ row, own, voices }))}
    data-sequence=${row.sequence}>
    ${
      isInternal
        ? html`<${Internal} row=${row} what="Internal file" />`
        : html`<${Who} row=${row} dispute=${dispute} own=${own} voices=${voices} />`
    }
    <div class="bubble"><p class="file-name">${name} <span class="muted">${sizeText(size)}</span>
      </p>${
        canPreview(file) &&
        html`<${Preview} disputeID=${dispute.disputeID}
        file=${file} />`
      }
      <${FetchFile} disputeID=${dispute.disputeID} file=${file} /></div></li>`;
}

/** @type {Record<string, string>} */
const icons = {
  escalated: "LifeBuoy",
  handedBack: "CornerUpRight",
  resolved: "CircleCheck",
  withdrawn: "Undo2",
  reopened: "RotateCcw",
  filesRefused: "MailX",
};

/** @param {Props} props */
const Quiet = ({ row, voices }) =>
  html`<li class=${classes("quiet", row.type)}>
    <${Icon} name=${
      icons[row.type] ?? voices.icons[row.type] ?? (/^mail/.test(row.type) ? "Mail" : "Info")
    } />
    <p>${row.text} <${Clock} at=${row.at} /></p></li>`;

/** @param {Props} props */
const Day = ({ row }) => html`<li class="day"><span>${dayNear(row.at)}</span></li>`;

/** @type {Record<import("./thread-items.js").Item["kind"], unknown>} */
const drawings = { day: Day, said: Said, note: Note, card: Card, file: File, event: Quiet };
