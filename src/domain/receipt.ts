/** What a receipt says, line by line, without a byte of a printer's language. Adapters lay it out and encode it. */
export type ReceiptLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center' | 'right';
      readonly bold?: boolean;
      readonly big?: boolean;
    }
  /** Left and right on one line; the left part wraps, the right one never splits. */
  | {
      readonly kind: 'pair';
      readonly left: string;
      readonly right: string;
      readonly bold?: boolean;
      readonly big?: boolean;
    }
  | { readonly kind: 'rule'; readonly double?: boolean }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'barcode'; readonly data: string }
  | { readonly kind: 'feed'; readonly lines: number };

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** Cash was taken and this is no copy: the drawer opens. */
  readonly openDrawer: boolean;
}
