/**
 * The page that the link in a vendor's mail opens: what is asked, and the vendor's answer. No
 * signing in (CK-04, DM-04).
 */
import { personalLinks } from "../../approvals/link.js";
import { troubleOf } from "../../approvals/link-trouble.js";
import { LinkedPage } from "../../approvals/linked-page.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { useLinked } from "../../base/linked.js";
import { notify } from "../../base/notices.js";
import { to } from "../../base/router.js";
import { Button } from "../../ui/button.js";
import { whyText } from "../../ui/why.js";
import { Attachments } from "../attachments.js";
import { AnswerForm } from "./answer-form.js";
import { EvidenceOf } from "./evidence.js";
import { Answered } from "./glance.js";
import { OwnHead } from "./own.js";
import { nameOn } from "./voices.js";

const Trouble = troubleOf("dispute");

export default function AnswerByLink() {
  const link = personalLinks.answer.value;
  const linked = useLinked("/answer", link);
  const order = linked.data?.orderID;
  return html`<${LinkedPage} link=${link} linked=${linked} kind="dispute" Trouble=${Trouble}
    title=${order ? `Order ${order}` : "Your answer"}
    heading=${order && `Payout dispute on order ${order}`}>${(
      /** @type {Api.VendorDisputeView} */ dispute,
      /** @type {string} */ link,
    ) => html`<${Asked} dispute=${dispute} link=${link} look=${linked.look} />`}<//>`;
}

/** @param {{ dispute: Api.VendorDisputeView, link: string, look: () => void }} props */
function Asked({ dispute, link, look }) {
  const [open, setOpen] = useState(false);
  const [attached, setAttached] = useState(0);
  const may = dispute.actions.find((/** @type {Api.ChoiceView} */ one) => one.name === "answer");
  const done = (/** @type {string} */ text) => {
    setOpen(false);
    notify({ tone: "green", text });
    look();
  };
  const stale = (/** @type {unknown} */ _problem, /** @type {boolean} */ isKept) => {
    look();
    if (isKept) return;
    setOpen(false);
    notify({ tone: "amber", text: "This dispute has changed. Look it over and try again." });
  };
  const added = () => {
    setAttached(attached + 1);
    look();
  };
  const isDraft = dispute.answer && !dispute.answer.isFinal;
  return html`<div class="column">
    <${OwnHead} dispute=${dispute} ofCustomer=${false} />
    <${Answered} dispute=${dispute} />
    <div class="card column"><div class="actions"><${Button} name="answer" icon="FileText"
      look="primary" whyID=${may?.allowed ? null : "why-not-answer"}
      onClick=${() => setOpen(true)}>${isDraft ? "Go on with your answer" : "Answer"}<//></div>
      ${may && !may.allowed && html`<p class="why muted" id="why-not-answer">${whyText(may)}</p>`}
    </div>
    <${EvidenceOf} dispute=${dispute} latest=${String(attached)} mayType onChanged=${look}
      link=${link} />
    <${Attachments} disputeID=${dispute.disputeID} actions=${dispute.actions} everybody="You"
      nameOf=${(/** @type {string} */ side) => nameOn(dispute, side)} onChanged=${added}
      link=${link} />
    <p class="muted">Whoever has this link can answer in the name of your company.${" "}
      <a href=${to.dispute(dispute.disputeID)}>Sign in to see the dispute</a></p>
    ${
      open &&
      html`<${AnswerForm} dispute=${dispute} link=${link} onDone=${done}
        onClose=${() => setOpen(false)} onStale=${stale} />`
    }
  </div>`;
}
