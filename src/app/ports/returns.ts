/** Goods and money that come back. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Returns {}
