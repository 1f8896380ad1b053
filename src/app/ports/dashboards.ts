/** Today, in figures. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next
export interface Dashboards {}
