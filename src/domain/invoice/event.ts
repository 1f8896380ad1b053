/** What is told to the tax authority about a document or a range of numbers. */
export type InvoiceEvent =
  | { readonly kind: 'cancelacion'; readonly cdc: string; readonly reason: string }
  | {
      readonly kind: 'inutilizacion';
      /** 1 invoice, 5 credit note. */
      readonly type: number;
      /** Eight digits. */
      readonly timbrado: string;
      /** Three digits each. */
      readonly establishment: string;
      readonly point: string;
      /** Both inclusive, 1 to 9999999. */
      readonly from: number;
      readonly to: number;
      readonly reason: string;
    };
