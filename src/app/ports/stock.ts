/** What comes in, is thrown away, put right and counted. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Stock {}
