/**
 * The page that the link in a vendor's mail opens: what is asked, and the vendor's answer. No
 * signing in (CK-04, DM-04).
 */
import { personalLinks } from "../../approvals/link.js";
import { LinkTrouble } from "../../approvals/link-trouble.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { useLinked } from "../../base/linked.js";
import { notify } from "../../base/notices.js";
import { to } from "../../base/router.js";
import { Mark } from "../../shell/mark.js";
import { ThemeToggle } from "../../shell/theme-toggle.js";
import { Button } from "../../ui/button.js";
import { Page } from "../../ui/page.js";
import { Skeleton } from "../../ui/states.js";
import { whyText } from "../../ui/why.js";
import { Attachments } from "../attachments.js";
import { AnswerForm } from "./answer-form.js";
import { EvidenceOf } from "./evidence.js";
import { Answered } from "./glance.js";
import { OwnHead } from "./own.js";
import { nameOn } from "./voices.js";

export default function AnswerByLink() {
  const link = personalLinks.answer.value;
  const { data: dispute, problem, look } = useLinked("/answer", link);
  return html`<div class="alone-top"><p class="brand"><${Mark} size=${24} />Redress</p>
    <${ThemeToggle} /></div>
    <${Page} title=${dispute ? `Order ${dispute.orderID}` : "Your answer"} kind="dispute"
      heading=${dispute && `Payout dispute on order ${dispute.orderID}`}>
      ${
        !link || problem
          ? html`<${LinkTrouble} problem=${link ? problem : null} of="dispute" href="#/"
            retry=${look} />`
          : !dispute
            ? html`<${Skeleton} kind="text" rows=${5} />`
            : html`<${Asked} dispute=${dispute} link=${link} look=${look} />`
      }<//>`;
}

/** @param {{ dispute: any, link: string, look: () => void }} props */
function Asked({ dispute, link, look }) {
  const [open, setOpen] = useState(false);
  const [attached, setAttached] = useState(0);
  const may = dispute.actions.find((/** @type {any} */ one) => one.name === "answer");
  const done = (/** @type {string} */ text) => {
    setOpen(false);
    notify({ tone: "green", text });
    look();
  };
  const stale = () => {
    setOpen(false);
    notify({ tone: "amber", text: "This dispute has changed. Look it over and try again." });
    look();
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
