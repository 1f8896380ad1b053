import type { Element } from '@xmldom/xmldom';
import type { Reason, SendReply, Trouble, Verdict } from '../../domain/invoice/reply.ts';
import { meaningOf } from '../../domain/invoice/service-codes.ts';
import { children, textOf } from './service-xml.ts';

/** Enough for any sentence of the service; what is longer is not one. */
const MOST_SAID = 500;

const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_SAID);

/** Code and sentence of an element; null: it has no code of four digits. */
export const reasonIn = (element: Element, codeName = 'dCodRes', messageName = 'dMsgRes'): Reason | null => {
  const code = textOf(element, codeName) ?? '';
  return /^\d{4}$/.test(code) ? { code, message: printable(textOf(element, messageName) ?? '') } : null;
};

/** Codes of `gResProc`, as many as there are. */
export const reasonsIn = (element: Element): Reason[] =>
  children(element, 'gResProc').flatMap((each) => reasonIn(each) ?? []);

/** Times of the service carry their zone; one without is the country's own, UTC-3. */
export const timeIn = (element: Element, name: string): Date | null => {
  const text = textOf(element, name) ?? '';
  const [, time, zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  if (time === undefined) return null;
  const at = new Date(`${time}${zone ?? '-03:00'}`);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** A code that answers the call and not what was sent; null: it is none. */
export const troubleOf = (reason: Reason): Trouble | null => {
  const meaning = meaningOf(reason.code);
  if (meaning !== 'down' && meaning !== 'not_allowed') return null;
  return {
    kind: 'trouble',
    cause: meaning,
    mayHaveArrived: meaning === 'down',
    reason,
    detail: `${reason.code} ${reason.message}`,
  };
};

/** `dEstRes` is one of three words, written with and without accents. */
const stateIn = (element: Element): 'approved' | 'observed' | 'rejected' | null => {
  const said = (textOf(element, 'dEstRes') ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (said.startsWith('rechazado')) return 'rejected';
  if (!said.startsWith('aprobado')) return null;
  return said.includes('observacion') ? 'observed' : 'approved';
};

const approval = (
  element: Element,
  kind: 'approved' | 'observed',
  observations: readonly Reason[],
): Verdict => ({
  kind,
  protocol: textOf(element, 'dProtAut'),
  at: timeIn(element, 'dFecProc'),
  observations,
});

/**
 * The verdict in `rProtDe` or `gResProcLote`: the state decides, the codes say why. Null: neither is there, or they say
 * nothing that can be acted on.
 */
export const verdictIn = (element: Element): SendReply | null => {
  const reasons = reasonsIn(element);
  const state = stateIn(element);
  const first = reasons[0];
  if (state === 'approved' || state === 'observed') {
    const observations = reasons.filter(({ code }) => meaningOf(code) !== 'approved');
    return approval(element, observations.length > 0 ? 'observed' : state, observations);
  }
  if (!first) return null;
  if (reasons.some(({ code }) => meaningOf(code) === 'duplicate')) return { kind: 'duplicate' };
  const meaning = meaningOf(first.code);
  if (state === null && (meaning === 'approved' || meaning === 'observed'))
    return approval(element, meaning, meaning === 'observed' ? reasons : []);
  if (meaning === 'batches_only') return { kind: 'batches_only', reason: first };
  const answersCall = troubleOf(first);
  if (answersCall) return answersCall;
  return meaning === 'rejected' ? { kind: 'rejected', reason: first } : null;
};
