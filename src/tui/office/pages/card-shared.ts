import { businessDay } from '../../../domain/business-time.ts';
import type { CardFile, CardMove } from '../../../domain/card.ts';
import { posError } from '../../../domain/errors.ts';
import { fail, type Result } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Style } from '../../look.ts';
import type { Act, Desk, Params, Wrong } from '../page.ts';

export type CardWords = Messages['office']['cards'];

/** The card that a page is about, by its id or its number. */
export const cardOf = async ({ services }: Desk, params: Params): Promise<Result<CardFile>> => {
  if (typeof params.cardId === 'number') return services.cardDesk.byId(params.cardId);
  if (typeof params.number === 'string') return services.cardDesk.find(params.number);
  return fail(posError('TARJETA_INEXISTENTE'));
};

const isExpired = (card: CardFile, now: number): boolean =>
  card.expiresOn !== null && card.expiresOn < businessDay(new Date(now));

/** How the card is, in a word; a card past its last day is expired whatever is stored. */
export const stateWord = (card: CardFile, t: CardWords, now: number): string =>
  card.state === 'Activa' && isExpired(card, now) ? t.expired : t.states[card.state];

export const stateStyle = (card: CardFile, now: number): Style => {
  if (card.state === 'Reemplazada') return 'dim';
  return card.state === 'Activa' && !isExpired(card, now) ? 'plain' : 'warn';
};

/** A key that does nothing on a dead card. */
export const unlessDead = (card: CardFile, t: CardWords, act: Act): Act =>
  card.state === 'Reemplazada' ? { disabled: t.dead } : act;

export const toTopup = (card: CardFile, t: CardWords): Act =>
  unlessDead(card, t, { go: { page: 'cardTopup', params: { cardId: card.id } } });
export const toState = (card: CardFile, t: CardWords): Act =>
  unlessDead(card, t, { go: { page: 'cardState', params: { cardId: card.id } } });

/** What a movement was about: the sale, the method, the other card, the reason. */
export const detailOf = (move: CardMove): string =>
  [move.saleNumber, move.method, move.otherCard, move.reason].filter(Boolean).join(' ');

/** `2026-11-21 07:05:09` as `21/11/26 07:05`. */
export const momentOf = (at: string): string =>
  `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(2, 4)} ${at.slice(11, 16)}`;

/** `AAAA-MM-DD` or `DD/MM/AAAA`, as an ISO day; null where nothing was typed; false where it is no day. */
export const typedDay = (typed: string): string | null | false => {
  const text = typed.trim();
  if (text === '') return null;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const real = /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(date.getTime());
  return real && date.toISOString().startsWith(iso) ? iso : false;
};

export const badDay = (field: string, t: CardWords, value: string): Wrong => ({
  wrong: field,
  error: posError('VALOR_INVALIDO', {
    campo: t.expires,
    valor: value,
    opciones: t.expiresHint.replace(/\.$/, ''),
  }),
});

/** Nothing typed: none. */
export const typedMoney = (typed: string | undefined): number | null =>
  typed === undefined || typed === '' ? null : Number(typed);
