import type { TroubleCause } from './reply.ts';
import type { EventTracking, OpenEvent } from './tracking.ts';

/** What to do next about the events that are due. */
export type EventStep =
  /** Nobody knows whether this cancellation arrived: its document says so. */
  | { readonly kind: 'ask'; readonly event: OpenEvent; readonly cdc: string }
  | { readonly kind: 'send'; readonly events: readonly OpenEvent[] };

/** Troubles that may lie in how much was sent at once. */
const OF_THE_GROUP: readonly TroubleCause[] = ['timeout', 'cut', 'down', 'unreadable'];

/** With how many others one is sent: alone after a refusal that named none, with half as many after each trouble. */
const companyOf = ({ reason, trouble, failures }: EventTracking, most: number): number => {
  if (trouble === null) return reason === null ? most : 1;
  return OF_THE_GROUP.includes(trouble) ? Math.max(1, Math.floor(most / 2 ** failures)) : most;
};

/**
 * Questions before sendings, then the oldest together, in order. Unused numbers that nobody answered go again unasked: no
 * service tells about them, and a number is registered as unused once at most.
 * @param due oldest first
 */
export const nextEventStep = (due: readonly OpenEvent[], most: number): EventStep | null => {
  for (const open of due)
    if (open.tracking.state === 'enviando' && open.event.kind === 'cancelacion')
      return { kind: 'ask', event: open, cdc: open.event.cdc };
  const events: OpenEvent[] = [];
  let room = most;
  for (const open of due) {
    room = Math.min(room, companyOf(open.tracking, most));
    if (events.length >= room) break;
    events.push(open);
  }
  return events.length === 0 ? null : { kind: 'send', events };
};
