import type { PrinterStatus } from '../../app/ports.ts';

/** From the till's screen to its print process. */
export type ToWorker = { readonly kind: 'wake' } | { readonly kind: 'stop' };

/** From the print process to the till's screen. */
export type FromWorker =
  | { readonly kind: 'alive' }
  | { readonly kind: 'status'; readonly status: PrinterStatus };

/** Milliseconds between two signs of life of the print process. */
export const ALIVE_EVERY = 2_000;
