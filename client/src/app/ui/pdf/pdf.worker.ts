/// <reference lib="webworker" />
// The parser of PDF files, in a thread of its own and from our own origin.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
