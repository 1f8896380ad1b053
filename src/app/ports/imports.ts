/** Files of products, families and opening stock. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Imports {}
