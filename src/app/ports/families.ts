/** Clients with their students and restrictions. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Families {}
