/** Users, their secrets and limits. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface People {}
