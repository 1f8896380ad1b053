/** Shifts of a till and the money in its drawer. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Shifts {}
