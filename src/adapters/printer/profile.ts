import { CODE_PAGES, type CodePage } from './escpos/code-pages.ts';

/** What the printer can do; comes from its setting. */
export interface PrinterProfile {
  /** Normal characters on a row: 32 (58 mm), 42 or 48 (80 mm). */
  readonly columns: number;
  readonly codePage: CodePage;
  /** Number of that table in ESC t. */
  readonly codeTable: number;
  readonly cut: 'partial' | 'full' | 'none';
  readonly drawer: boolean;
  /** Printers of the Chinese market need FS . before accents; the others ignore it. */
  readonly cancelKanji: boolean;
  /**
   * What it answers: `all` (status and GS r, so that a ticket can be confirmed), `status` (DLE EOT only) or
   * `none` (a one-way printer: tickets end as `enviado`).
   */
  readonly answers: 'all' | 'status' | 'none';
}

export const DEFAULT_PROFILE: PrinterProfile = {
  columns: 48,
  codePage: 'cp850',
  codeTable: CODE_PAGES.cp850.table,
  cut: 'partial',
  drawer: true,
  cancelKanji: true,
  answers: 'all',
};
