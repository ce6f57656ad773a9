/** The page begins here: takes up the session, follows the hash, and draws. */
import "./base/theme.js";
import { takeLinks } from "./approvals/link.js";
import { html } from "./base/html.js";
import { followHash } from "./base/router.js";
import { askAlong, resume } from "./base/session.js";
import { asksOf } from "./first.js";
import { Navigation } from "./navigation.js";
import { App } from "./shell/app-frame.js";
import { render } from "./vendor.js";
import { fetchAhead, findView, isOutside } from "./views.js";

takeLinks();
followHash();
askAlong(asksOf);
render(
  html`<${App} places=${{ findView, isOutside, fetchAhead, Navigation }} />`,
  /** @type {HTMLElement} */ (document.getElementById("app")),
);
resume();
