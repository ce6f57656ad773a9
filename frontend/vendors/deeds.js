/** A deed on how a vendor stands: its dialog, and what follows. */
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { whenStale } from "../ui/action-dialog.js";

/**
 * @param {{ data: unknown, reload: () => void }} load how the vendor stands
 * @param {() => void} [after] what else is looked at anew
 */
export function useStandingDeeds(load, after = () => {}) {
  const [open, setOpen] = useState(
    /** @type {{ form: unknown, reason: Api.StandingReasonView | null } | null} */ (null),
  );
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, load.data);
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setOpen(null);
    noteDone();
    notify({ tone, text });
    load.reload();
    after();
  };
  return {
    home,
    choose: (/** @type {unknown} */ form, /** @type {Api.StandingReasonView | null} */ reason) =>
      setOpen({ form, reason }),
    dialog:
      open &&
      load.data &&
      html`<${open.form} standing=${load.data} reason=${open.reason} onClose=${() => setOpen(null)}
        onDone=${(/** @type {string} */ text) => end("green", text)}
        onStale=${whenStale(load.reload, () =>
          end(
            "amber",
            "How the vendor stands changed meanwhile. Nothing was done; look it over and try" +
              " again.",
          ),
        )} />`,
  };
}
