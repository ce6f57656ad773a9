/** Sends a file where the server said, with progress, and can be stopped. */
import { Problem } from "./http.js";

/**
 * @param {{ url: string, fields?: Record<string, string> }} upload
 * @param {File} file
 * @param {(done: number, all: number) => void} tell
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function sendFile(upload, file, tell, signal) {
  return new Promise((done, fail) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields ?? {})) form.append(name, value);
    form.append("file", file);
    request.upload.addEventListener("progress", (event) => tell(event.loaded, event.total));
    request.addEventListener("load", () =>
      request.status < 300
        ? done()
        : fail(
            new Problem(request.status, {
              detail: "The file was not taken. Start again with the file.",
            }),
          ),
    );
    request.addEventListener("error", () =>
      fail(
        new Problem(0, {
          detail: "The connection broke while the file was sent. Nothing came of it; try again.",
        }),
      ),
    );
    request.addEventListener("abort", () => fail(new DOMException("stopped", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", upload.url);
    if (signal.aborted) fail(new DOMException("stopped", "AbortError"));
    else request.send(form);
  });
}
