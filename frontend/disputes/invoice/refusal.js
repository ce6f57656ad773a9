/** Why a line was given back by who was asked to approve its credit. */
import { html } from "../../base/html.js";
import { Banner } from "../../ui/states.js";

/** @param {{ refusal: { by: string | null, reason: string } }} props */
export const Refusal = ({ refusal }) =>
  html`<${Banner} tone="red" icon="CircleX">
    <strong>The credit was rejected${
      refusal.by ? ` by ${refusal.by}` : ""
    }.</strong> ${refusal.reason}<//>`;
