/** A field whose words lie in the URL and narrow the list beneath it. */
import { useEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { place, setQuery } from "../base/router.js";
import { TextField } from "./field.js";

const WAIT_MS = 200;

/** @param {{ label: string, name?: string, hint?: string }} props name: of the query */
export function SearchField({ label, name = "search", hint }) {
  const asked = place.value.query.get(name) ?? "";
  const [text, setText] = useState(asked);
  const said = useRef(asked);
  useEffect(() => {
    if (text.trim() === said.current) return undefined;
    const timer = setTimeout(() => {
      said.current = text.trim();
      setQuery({ [name]: said.current }, { replace: true });
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (asked === said.current) return; // Taken away from elsewhere: a chip, or the way back.
    said.current = asked;
    setText(asked);
  }, [asked]);
  return html`<${TextField} label=${label} hint=${hint} type="search" value=${text}
    onInput=${setText} />`;
}
