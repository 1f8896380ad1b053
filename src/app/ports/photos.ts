/** Photos of students. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Photos {}
