/** In place of a view that the person may not open: says so, and why. */

import { html } from "../base/html.js";
import { Problem } from "../base/http.js";
import { place } from "../base/router.js";
import { me } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Page } from "../ui/page.js";
import { Failure } from "../ui/states.js";

export default function Forbidden() {
  const limited = (me.value?.limitTo ?? []).length > 0;
  const detail = limited
    ? "You are limited to some customers: this is not about those alone, or not a matter of your" +
      " role."
    : "It is not a matter of your role. An administrator can give you another one.";
  return html`<${Page} title=${sentence(place.value.parts[0])}>
    <${Failure} problem=${new Problem(403, { detail })} /><//>`;
}
