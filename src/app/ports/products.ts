/** Products and categories of the back office. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Products {}
