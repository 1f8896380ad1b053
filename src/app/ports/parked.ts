/** Sales that wait. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface ParkedSales {}
