/** The part of pdfkit 0.20 that @types/pdfkit does not know yet. */
declare module 'pdfkit/output' {
  export function toBytes(document: PDFKit.PDFDocument): Promise<Uint8Array>;
}
