/** What is done with cards besides selling: issue, top-up, block, replace, statement. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface CardDesk {}
