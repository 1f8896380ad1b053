import type PDFKit from 'pdfkit';
import { toPrintable } from '../printer/escpos/code-pages.ts';

type Pdf = InstanceType<typeof PDFKit>;

/** A4 in points, 1/72 of an inch. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40 };
export const WIDTH = PAGE.width - 2 * PAGE.margin;
export const BOTTOM = PAGE.height - PAGE.margin - 14;
/** A sheet that is written from top to bottom; text is what its letters can show. */
export interface Sheet {
  readonly pdf: Pdf;
  y: number;
}

export interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
}

/** Writes in a box; answers where the text ends. */
export const write = (
  sheet: Sheet,
  text: string,
  box: { x: number; y: number; width: number },
  { size = 8.5, bold = false, align = 'left' }: Style = {},
): number => {
  const shown = toPrintable(text, 'wpc1252');
  sheet.pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
  sheet.pdf.text(shown, PAGE.margin + box.x, box.y, { width: box.width, align, lineGap: 1 });
  return sheet.pdf.y;
};

/** A line across the sheet. */
export const rule = (sheet: Sheet, y: number): void => {
  sheet.pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + WIDTH, y)
    .lineWidth(0.5)
    .stroke();
};

/** Texts below each other; answers where the last one ends. */
export const column = (
  sheet: Sheet,
  lines: readonly (readonly [string, Style?])[],
  box: { x: number; width: number },
): number => lines.reduce((y, [text, style]) => write(sheet, text, { ...box, y }, style), sheet.y);
