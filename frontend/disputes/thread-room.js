/** Where those in a dispute talk: the thread, what was just sent, and the field to write in. */

import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { me } from "../base/session.js";
import { Section } from "../ui/tabs.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Fate } from "./outgoing-message.js";
import { useOutgoing } from "./thread.js";

/** @typedef {import("./thread.js").Draft} Draft */

/**
 * @param {{ dispute: Api.DisputeView | Api.BookingDisputeView,
 *   thread: ReturnType<typeof import("./thread.js").useThread>, own: string | null,
 *   voices: import("./thread.js").Voices,
 *   aside?: unknown, onChanged: () => void }} props own: one's side; null for the staff; aside:
 *   beside
 *   the title
 */
export function Talk({ dispute, thread, own, voices, aside, onChanged }) {
  const outgoing = useOutgoing(dispute.disputeID);
  const [draft, type] = useMessageDraft(dispute.disputeID);
  const send = (/** @type {Draft} */ said) => {
    outgoing.add(said.text.trim(), said.isNote, said.isNote ? undefined : said.to);
    type({ ...said, text: "" });
  };
  const takeBack = (/** @type {import("./thread.js").Outgoing} */ entry) => {
    type({
      text: [entry.text, draft.text].filter(Boolean).join("\n\n"),
      isNote: entry.isNote,
      to: entry.to,
    });
    outgoing.drop(entry.key);
  };
  const arrived = async (/** @type {string} */ key) => {
    await thread.look();
    outgoing.drop(key);
  };
  return html`<${Section} title="Conversation" flush name="conversation" actions=${aside}>
    <${Conversation} dispute=${dispute} thread=${thread} own=${own} voices=${voices}
      onChanged=${onChanged} outgoing=${outgoing.entries.map((entry, index) => ({
        ...rowOf(entry, own, voices),
        fate: html`<${Fate} entry=${entry} disputeID=${dispute.disputeID} isFirst=${index === 0}
          onArrived=${arrived} onTakeBack=${takeBack} onRefused=${onChanged} />`,
      }))} />
    <${Composer} dispute=${dispute} own=${own} voices=${voices} draft=${draft} onType=${type}
      onSend=${send} /><//>`;
}

/**
 * A message on its way as the row that it becomes, so that nothing moves when it has arrived.
 * @param {import("./thread.js").Outgoing} entry @param {string | null} own
 * @param {import("./thread.js").Voices} voices
 */
const rowOf = ({ key, text, isNote, at }, own, voices) => ({
  key,
  text,
  type: isNote ? "internalNote" : "message",
  side: own ?? voices.staff,
  by: own ? undefined : me.value?.name,
  at: at ?? new Date().toISOString(),
});

/**
 * What is being typed, kept for each dispute.
 * @param {string} disputeID
 * @returns {[Draft, (next: Draft) => void]}
 */
function useMessageDraft(disputeID) {
  const name = `message.${disputeID}`;
  const [draft, setDraft] = useState(() =>
    readDraft(name, /** @type {Draft} */ ({ text: "", isNote: false })),
  );
  const type = (/** @type {Draft} */ next) => {
    setDraft(next);
    if (next.text) keepDraft(name, next);
    else dropDraft(name);
  };
  return [draft, type];
}
