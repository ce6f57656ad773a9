/** What is on screen: sign-in, the shell with a view, or why neither can be. */

import { forgetAnswers } from "../base/answers.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, notFetched } from "../base/http.js";
import { spoken } from "../base/notices.js";
import { place, visits } from "../base/router.js";
import { expired, home, me, resume, settling, trouble } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Blank, Failure, Skeleton } from "../ui/states.js";
import { Component } from "../vendor.js";
import { Shell } from "./shell.js";
import { SignInAgain, SignInPage } from "./sign-in.js";

/**
 * The places that there are.
 * @typedef {object} Places
 * @property {(parts: string[]) => { load: () => Promise<{ default: unknown }>,
 *   props: Record<string,
 *   string>, key: string } | null} findView
 * @property {(parts: string[]) => boolean} isOutside whether a place is open to whoever has a link
 * @property {() => void} fetchAhead fetches the views that are opened later
 * @property {unknown} Navigation draws where one may go
 */

/** @param {{ places: Places }} props */
export function App({ places }) {
  const user = me.value;
  useEffect(() => (user ? forgetAnswers : undefined), [user?.userID]);
  if (places.isOutside(place.value.parts))
    return html`<main class="alone" id="main" tabindex="-1"><${View} places=${places} /></main>
      <${Spoken} />`;
  return html`${
    user
      ? html`<${Shell} key=${user.userID} Navigation=${places.Navigation}>
        <${View} places=${places} /><//>`
      : html`<${Outside} />`
  }
    ${user && expired.value && html`<${SignInAgain} />`}
    <${Spoken} />`;
}

const Spoken = () => html`<p class="hidden" role="status" aria-live="polite">${spoken.value}</p>`;

function Outside() {
  if (trouble.value)
    return html`<main class="outside"><h1 class="hidden">Redress</h1>
      <${Failure} problem=${trouble.value} retry=${resume} /></main>`;
  if (settling.value)
    return html`<main class="outside"><h1 class="hidden">Redress</h1><${Skeleton} kind="text"
      rows=${3} /></main>`;
  return html`<${SignInPage} />`;
}

/** @param {{ places: Places }} props */
function View({ places }) {
  const found = places.findView(place.value.parts);
  const [ready, setReady] = useState(
    /**
     * @type {{ key: string | null, view: unknown,
     *   problem?: import("../base/http.js").Problem } | null}
     */ (null),
  );
  const key = found?.key ?? null;
  const load = () => {
    let stopped = false;
    found?.load().then(
      (module) => {
        if (!stopped) setReady({ key, view: module.default });
        places.fetchAhead();
      },
      () => !stopped && setReady({ key, view: null, problem: notFetched() }),
    );
    return () => {
      stopped = true;
    };
  };
  useEffect(load, [key]);
  if (!found)
    return html`<${Page} title="Nothing here"><${Blank} icon="SearchX" title="There is no such page"
      action=${html`<${ButtonLink} href=${home().href} icon="ArrowLeft">${home().label}
      <//>`}>The address may be mistyped.<//><//>`;
  if (ready?.problem && ready.key === key)
    return html`<${Page} title="Redress"><${Failure} problem=${ready.problem} retry=${load} /><//>`;
  if (ready?.key !== key)
    return html`<${Page} title="Redress" heading=${html`<span class="hidden">Loading</span>\u00a0`}>
      <${Skeleton} /><//>`;
  return html`<${Guard} key=${`${visits.value} ${key}`}><${ready.view} ...${found.props} /><//>`;
}

/** Catches what a view throws while it draws. */
class Guard extends Component {
  /** @param {unknown} props */
  constructor(props) {
    super(props);
    this.state = { reason: null };
  }

  /** @param {unknown} reason */
  static getDerivedStateFromError(reason) {
    return { reason };
  }

  render() {
    const { reason } = /** @type {{ reason: unknown }} */ (this.state);
    if (!reason)
      return /** @type {{ children?: import("preact").ComponentChildren }} */ (this.props).children;
    return html`<${Page} title="This view stumbled"><${Failure} problem=${asProblem(reason)}
      retry=${() => this.setState({ reason: null })} /><//>`;
  }
}
