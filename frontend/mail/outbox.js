/**
 * The mails that the product on this machine has sent; nothing really leaves it. Local mode only.
 */

import { momentText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, Problem } from "../base/http.js";
import { usePolling } from "../base/queries.js";
import { place, withQuery } from "../base/router.js";
import { me } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Page } from "../ui/page.js";
import { Blank, Failure, Skeleton } from "../ui/states.js";
import { Ago } from "../ui/text.js";
import { Answer } from "./answer.js";
import { MailView } from "./view.js";

const LOOK_EVERY_MS = 3000;
const SHOWN = 100;

export default function Outbox() {
  if (!me.value?.localMode)
    return html`<${Page} title="Outbox"><${Failure} problem=${new Problem(404, {})} /><//>`;
  return html`<${Mails} />`;
}

function Mails() {
  const { mails, problem, look } = useMails();
  const chosen = place.value.query.get("mail");
  const shown = mails?.find((mail) => mail.id === chosen) ?? mails?.[0];
  return html`<${Page} title="Outbox" kind="local" known=${{ mail: null }}
    aside=${html`<span class="muted">Mail of this machine. Nothing is really sent.</span>`}>
    ${
      problem && !mails
        ? html`<${Failure} problem=${problem} retry=${look} />`
        : !mails
          ? html`<${Skeleton} />`
          : !shown
            ? html`<${Blank} icon="Mail" title="No mail yet"
              action=${html`<${ButtonLink} href="#/queue"
                icon="Inbox">Go to the queue<//>`}>Ask for the approval of a credit above your
                limit, and who is asked gets a mail.<//>`
            : html`<div class=${chosen ? "inbox chosen" : "inbox"}>
              <section class="inbox-list" aria-label="Mails"><ul class="asks plain">${mails
                .slice(0, SHOWN)
                .map(
                  (mail) => html`<li key=${mail.id} class=${mail === shown ? "ask on" : "ask"}
                    data-mail=${mail.id}><div class="ask-body">
                    <div class="ask-head"><a href=${withQuery({ mail: mail.id })}
                      aria-current=${mail === shown ? "true" : undefined}>${mail.subject}</a></div>
                    <p class="muted note">To ${nameOf(mail.to)} · <${Ago} at=${mail.at} /></p>
                      </div></li>`,
                )}</ul></section>
              <section class="inbox-open" aria-label="The mail"><p class="back">
              <a href=${withQuery({ mail: null })}><${Icon} name="ArrowLeft" />All mails</a></p>
              <${MailView} key=${shown.id} mail=${{ ...shown, sent: momentText(shown.at ?? "") }}>
                <${Answer} key=${shown.id} mail=${shown} look=${look} /><//>
            </section></div>`
    }<//>`;
}

/** “Ann Approver” of “Ann Approver <ann@…>”. @param {string} to */
const nameOf = (to) => to.replace(/\s*<[^>]*>/, "") || to;

function useMails() {
  const [state, setState] = useState({
    mails: /** @type {import("./view.js").Mail[] | null} */ (null),
    problem: /** @type {Problem | null} */ (null),
  });
  const look = async () => {
    try {
      const response = await fetch("/outbox");
      if (!response.ok)
        throw new Problem(response.status, {
          title: "The outbox did not answer",
          detail: "Try again in a moment.",
        });
      setState({ mails: (await response.json()).value, problem: null });
    } catch (reason) {
      setState((old) => ({ ...old, problem: asProblem(reason) }));
    }
  };
  useEffect(() => {
    look();
  }, []);
  usePolling(look, LOOK_EVERY_MS);
  return { ...state, look };
}
