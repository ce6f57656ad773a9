/** The page begins here: takes up the session, follows the hash, and draws. */
import "./theme.js";
import { App } from "./components/app-frame.js";
import { asksOf } from "./first.js";
import { html } from "./html.js";
import { takeLinks } from "./link.js";
import { followHash } from "./router.js";
import { askAlong, resume } from "./session.js";
import { render } from "./vendor.js";

takeLinks();
followHash();
askAlong(asksOf);
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
resume();
