import type PDFKit from 'pdfkit';
import { cleanText } from '../../domain/receipt-text.ts';
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

/** What the sheet's letters can show of a text, in one piece. */
const shownOf = (text: string): string => toPrintable(cleanText(text), 'wpc1252');

const useFont = ({ pdf }: Sheet, { size = 8.5, bold = false }: Style): void => {
  pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
};

const LINE_GAP = 1;

/** How high a text is in a box of some width. */
export const heightOf = (sheet: Sheet, text: string, width: number, style: Style = {}): number => {
  useFont(sheet, style);
  return sheet.pdf.heightOfString(shownOf(text), { width, lineGap: LINE_GAP });
};

/** Writes in a box; answers where the text ends. */
export const write = (
  sheet: Sheet,
  text: string,
  box: { x: number; y: number; width: number },
  style: Style = {},
): number => {
  useFont(sheet, style);
  const { align = 'left' } = style;
  sheet.pdf.text(shownOf(text), PAGE.margin + box.x, box.y, { width: box.width, align, lineGap: LINE_GAP });
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
