/**
 * The first page of a PDF as a picture. pdf.js reads the file in a worker of its own and draws what
 * the page shows: scripts and forms of the file are never run (the part of pdf.js that could is not
 * served), nothing that it names is fetched, and its fonts are drawn as shapes, not installed.
 */

const LONGEST_MS = 20_000;
const MOST_WIDE = 1240;
const MOST_HIGH = 1754; // A4 at 150 dots an inch.
const MOST_PIXELS = 50_000_000; // Of a picture in it; a larger one is left out.

const CANNOT = "It cannot be drawn. Download it instead.";
const LOCKED = "A password locks it. Download it to read it.";
const TOO_LONG = "Drawing it takes too long. Download it instead.";

/** Why a file cannot be looked at here, in words for who wants to. */
export class NotDrawn extends Error {}

/** The one address that a worker is made from, whatever is asked: what the page's policy allows. */
let workerPolicy = /** @type {{ createScriptURL: (input: string) => string } | null} */ (null);

function startWorker() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const address = () => new URL("pdf.worker.js", document.baseURI).href;
  workerPolicy ??= trustedTypes?.createPolicy("pdf-worker", { createScriptURL: address }) ?? {
    createScriptURL: address,
  };
  return new Worker(/** @type {any} */ (workerPolicy).createScriptURL(""), { type: "module" });
}

/**
 * A picture of its first page, and how many there are.
 * @param {string} url where the file is fetched
 * @returns {Promise<{ picture: string, pages: number }>}
 */
export async function firstPage(url) {
  const [{ getDocument, PDFWorker }, data] = await Promise.all([
    import(new URL("pdf.js", document.baseURI).href),
    fetched(url),
  ]);
  const port = startWorker();
  const task = getDocument({
    data,
    worker: new PDFWorker({ port, verbosity: 0 }),
    verbosity: 0,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    enableXfa: false,
    maxImageSize: MOST_PIXELS,
  });
  const stop = new AbortController();
  let timer = 0;
  const late = new Promise((_, refuse) => {
    timer = window.setTimeout(() => refuse(new NotDrawn(TOO_LONG)), LONGEST_MS);
  });
  const broken = new Promise((_, refuse) => {
    port.addEventListener("error", () => refuse(new NotDrawn(CANNOT)));
  });
  try {
    return await Promise.race([drawn(task, stop.signal), late, broken]);
  } catch (reason) {
    throw reason instanceof NotDrawn ? reason : new NotDrawn(wordsOf(reason));
  } finally {
    clearTimeout(timer);
    stop.abort();
    port.terminate();
    task.destroy().catch(() => {}); // Its worker has gone, so nothing answers any more.
  }
}

/** @param {string} url */
async function fetched(url) {
  const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new NotDrawn("It could not be fetched. Try again, or download it.");
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * @param {any} task of reading it @param {AbortSignal} signal
 * @returns {Promise<{ picture: string, pages: number }>}
 */
async function drawn(task, signal) {
  const file = await task.promise;
  const page = await file.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({
    scale: Math.min(MOST_WIDE / width, MOST_HIGH / height),
  });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const rendering = page.render({ canvas, viewport });
  signal.addEventListener("abort", () => rendering.cancel());
  await rendering.promise;
  return { picture: canvas.toDataURL("image/png"), pages: file.numPages };
}

/** @param {unknown} reason */
const wordsOf = (reason) =>
  reason instanceof Error && reason.name === "PasswordException" ? LOCKED : CANNOT;
