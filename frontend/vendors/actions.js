/** What is done about how a vendor stands, each for a reason in words (PO-32, PO-35). */
import { countText, dayText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Radios, TextField } from "../ui/field.js";

/**
 * @typedef {{ standing: Api.StandingView, reason: Api.StandingReasonView, onClose: () => void,
 *   onDone: (text: string) => void,
 *   onStale: () => void }} Props
 */

/** @param {Api.StandingView} standing @param {string} route @param {unknown} body */
const post = (standing, route, body) => ({
  method: "POST",
  path: path`/vendor/${standing.vendorID}/standing/reason` + route,
  body,
  version: standing.version,
});

/** @param {Api.StandingReasonView} reason @param {string} [route] */
const below = (reason, route = "") => path`/${reason.reasonID}` + route;

const CHOICES = [
  { value: "reduced", label: "Fewer leads", hint: "It gets at most so many at a time." },
  { value: "hold", label: "On hold", hint: "It gets no new leads; what runs goes on." },
  {
    value: "deactivated",
    label: "Deactivated",
    hint: "It gets no new leads, until somebody ends it.",
  },
];

/** @param {string} day */
const endOf = (day) => new Date(`${day}T23:59:59`).toISOString();

/** @param {Props} props */
export function SetStanding({ standing, onClose, onDone, onStale }) {
  const [level, setLevel] = useState("hold");
  const [leads, setLeads] = useState("");
  const [until, setUntil] = useState("");
  const [text, setText] = useState("");
  const isReduced = level === "reduced";
  const isCount = /^\d+$/.test(leads.trim());
  const error = isReduced && leads.trim() && !isCount ? "Enter a whole number." : null;
  const ends = level !== "deactivated" && until;
  const intent =
    text.trim() && (!isReduced || isCount)
      ? post(standing, "", {
          level,
          text: text.trim(),
          ...(isReduced ? { maxLeads: Number(leads) } : {}),
          ...(ends ? { until: endOf(until) } : {}),
        })
      : null;
  const what = isReduced
    ? `Let ${standing.vendor} have at most ${countText(Number(leads) || 0)} leads at a time`
    : level === "hold"
      ? `Put ${standing.vendor} on hold`
      : `Deactivate ${standing.vendor}`;
  const how = ends ? `until ${dayText(until)}` : "until somebody ends it";
  return html`<${ActionDialog} title=${`How ${standing.vendor} stands`}
    currency=${standing.currency} intent=${intent} danger=${level !== "reduced"} onClose=${onClose}
    onStale=${onStale}
    fields=${{
      "/text": "standing-text",
      "/maxLeads": "standing-leads",
      "/until": "standing-until",
    }}
    sentence=${() => `${what} ${how}? The vendor reads the reason, and may object to it.`}
    verb=${isReduced ? "Reduce its leads" : level === "hold" ? "Put it on hold" : "Deactivate it"}
    onDone=${() => onDone(`${standing.vendor} stands as you said, ${how}.`)}>
    <${Radios} legend="How it stands" name="level" value=${level} options=${CHOICES}
      onInput=${setLevel} />
    ${
      isReduced &&
      html`<${TextField} id="standing-leads" label="Leads at a time" inputmode="numeric"
        maxlength=${6} value=${leads} error=${error} onInput=${setLeads} required />`
    }
    ${
      level !== "deactivated" &&
      html`<${TextField} id="standing-until" label="Last day" hint="Empty: until somebody ends it."
        type="date" value=${until} onInput=${setUntil} />`
    }
    <${TextField} id="standing-text" label="Why" hint="In words for the vendor, who reads them."
      rows=${3} maxlength=${2000} value=${text} onInput=${setText} required /><//>`;
}

/** @param {Props} props */
export function Lift({ standing, reason, onClose, onDone, onStale }) {
  const [why, setWhy] = useState("");
  return html`<${ActionDialog} title="End the reason" currency=${standing.currency}
    intent=${why.trim() ? post(standing, below(reason, "/lift"), { why: why.trim() }) : null}
    onClose=${onClose} onStale=${onStale} fields=${{ "/why": "lift-why" }}
    sentence=${() =>
      `End this reason now? ${standing.vendor} then stands as the other reasons say.`}
    verb="End the reason"
    onDone=${() => onDone("The reason has ended.")}>
    <blockquote><p>${reason.text}</p></blockquote>
    <${TextField} id="lift-why" label="Why it ends" rows=${3} maxlength=${2000} value=${why}
      onInput=${setWhy} first required /><//>`;
}

/** @param {Props} props */
export function ObjectTo({ standing, reason, onClose, onDone, onStale }) {
  const [text, setText] = useState("");
  return html`<${ActionDialog} title="Object" currency=${standing.currency}
    intent=${
      text.trim() ? post(standing, below(reason, "/objection"), { text: text.trim() }) : null
    }
    onClose=${onClose} onStale=${onStale} fields=${{ "/text": "objection-text" }}
    sentence=${() => "Object to this reason? It goes on until a manager has answered."}
    verb="Object"
    onDone=${() => onDone("Your objection is with a manager. The answer stands here.")}>
    <blockquote><p>${reason.text}</p></blockquote>
    <${TextField} id="objection-text" label="Why the reason is wrong" rows=${4} maxlength=${2000}
      value=${text} onInput=${setText} first required /><//>`;
}

const OUTCOMES = [
  { value: "upheld", label: "The reason stands" },
  { value: "granted", label: "The vendor is right", hint: "The reason ends now." },
];

/** @param {Props} props */
export function AnswerObjection({ standing, reason, onClose, onDone, onStale }) {
  const [outcome, setOutcome] = useState("");
  const [answer, setAnswer] = useState("");
  const isGranted = outcome === "granted";
  const body = { outcome, answer: answer.trim() };
  return html`<${ActionDialog} title="Answer the objection" currency=${standing.currency}
    intent=${
      outcome && answer.trim() ? post(standing, below(reason, "/objection/answer"), body) : null
    }
    onClose=${onClose} onStale=${onStale} fields=${{ "/answer": "objection-answer" }}
    sentence=${() =>
      isGranted
        ? "Grant the objection? The reason ends now."
        : "Let the reason stand? It goes on as it was."}
    verb=${isGranted ? "Grant the objection" : "Let the reason stand"}
    onDone=${() =>
      onDone(
        isGranted
          ? "The objection is granted; the reason has ended."
          : "The reason stands. The vendor reads your answer.",
      )}>
    <blockquote><p>${reason.objection?.text}</p></blockquote>
    <${Radios} legend="What becomes of it" name="outcome" value=${outcome} options=${OUTCOMES}
      onInput=${setOutcome} />
    <${TextField} id="objection-answer" label="Answer" hint="The vendor reads it." rows=${3}
      maxlength=${2000} value=${answer} onInput=${setAnswer} required /><//>`;
}
