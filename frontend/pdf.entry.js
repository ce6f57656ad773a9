/** What draws the first page of a PDF; `npm run build` bundles it into pdf.js, and beside it what
 * reads the file, pdf.worker.js. Both are fetched when somebody looks at one. */
export { getDocument, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
