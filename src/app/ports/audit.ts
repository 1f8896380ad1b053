/** Who changed what, and when. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Audit {}
