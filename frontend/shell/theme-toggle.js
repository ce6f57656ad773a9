/** Light, dark, or as the system has it. */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { say } from "../base/notices.js";
import { IconButton } from "../ui/button.js";

const KEY = "redress.theme";
const order = ["system", "light", "dark"];
/** @type {Record<string, string>} */
const icons = { system: "Monitor", light: "Sun", dark: "Moon" };

export function ThemeToggle() {
  const [theme, setTheme] = useState(localStorage.getItem(KEY) ?? "system");
  const next = order[(order.indexOf(theme) + 1) % order.length];
  const change = () => {
    if (next === "system") {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(KEY, next);
      document.documentElement.dataset.theme = next;
    }
    setTheme(next);
    say(`Colours: ${next}`);
  };
  return html`<${IconButton} icon=${icons[theme]} label=${`Colours: ${theme}. Change to ${next}`}
    onClick=${change} />`;
}
