import { adjustCard, blockCard, replaceCard, setCardTerms, unblockCard } from '../../../app/card-desk.ts';
import type { CardTerms } from '../../../app/ports/card-desk.ts';
import { type CardFile, isCardNumber } from '../../../domain/card.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs, formatGsWithUnit, gs } from '../../../domain/money.ts';
import type { Permission } from '../../../domain/permissions.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Desk, type Done, type Field, type Params, page } from '../page.ts';
import { badDay, type CardWords, cardOf, typedDay, typedMoney } from './card-shared.ts';

interface About {
  readonly card: CardFile;
  /** For what is sent once. */
  readonly uuid: string;
}

const load = async (desk: Desk, params: Params): Promise<Result<About>> => {
  const found = await cardOf(desk, params);
  return found.ok ? ok({ card: found.value, uuid: desk.services.ids.uuid() }) : found;
};

const reasonField = (t: CardWords): Field => ({
  id: 'reason',
  kind: 'text',
  label: t.reason,
  hint: t.reasonHint,
  value: '',
  most: 300,
  required: true,
});

const head = (title: string, { card }: About) => ({
  kind: 'form' as const,
  title,
  aside: card.number,
  note: [
    [
      [`${card.student}  `, 'strong'] as const,
      [`${card.grade ?? ''}  ${formatGsWithUnit(card.balance)}`, 'dim'] as const,
    ],
  ],
});

/** What a manager on the spot may approve of a card. */
const approval = (permission: Permission, card: CardFile, about: string) => ({
  permission,
  reference: String(card.id),
  about,
});

interface Turning {
  readonly cardId: number;
  readonly reason: string;
}

/** Blocks an active card, and the other way round. */
export const cardStatePage = page<About>({
  permission: 'card.read',
  load,
  view: (data, { words }) => {
    const t = words.office.cards;
    const { card } = data;
    const blocked = card.state === 'Bloqueada';
    return {
      ...head(`${blocked ? t.unblock : t.block} · ${words.office.titles.card}`, data),
      fields: [reasonField(t)],
      submit: ({ reason = '' }) => ({
        do: blocked ? 'unblock' : 'block',
        input: { cardId: card.id, reason },
        ...(blocked ? { approve: approval('card.unblock', card, t.about.unblock(card.number)) } : {}),
      }),
    };
  },
  commands: {
    block: async ({ services, actor, grant, words }, input: Turning): Promise<Result<Done>> => {
      const done = await blockCard(services, { actor, grant }, input.cardId, input.reason);
      return done.ok ? ok({ say: words.office.cards.blocked(done.value.number) }) : done;
    },
    unblock: async ({ services, actor, grant, words }, input: Turning): Promise<Result<Done>> => {
      const done = await unblockCard(services, { actor, grant }, input.cardId, input.reason);
      return done.ok ? ok({ say: words.office.cards.unblocked(done.value.number) }) : done;
    },
  },
});

/** Daily limit and last day. */
export const cardLimitPage = page<About>({
  permission: 'card.read',
  load,
  view: (data, { words }) => {
    const t = words.office.cards;
    const { card } = data;
    return {
      ...head(words.office.titles.cardLimit, data),
      fields: [
        {
          id: 'limit',
          kind: 'money',
          label: t.dailyLimit,
          hint: t.dailyLimitHint,
          value: card.dailyLimit === null ? '' : String(card.dailyLimit),
        },
        {
          id: 'expires',
          kind: 'text',
          label: t.expires,
          hint: t.expiresHint,
          value: card.expiresOn ?? '',
          most: 10,
        },
      ],
      submit: (values) => {
        const limit = typedMoney(values.limit);
        if (limit === 0) return { wrong: 'limit', error: posError('MONTO_INVALIDO', { monto: 0 }) };
        const expiresOn = typedDay(values.expires ?? '');
        if (expiresOn === false) return badDay('expires', t, values.expires ?? '');
        const input: CardTerms = {
          cardId: card.id,
          dailyLimit: limit === null ? null : gs(limit),
          expiresOn,
        };
        return {
          do: 'set',
          input,
          approve: approval('card.limit', card, t.about.limit(card.number)),
        };
      },
    };
  },
  commands: {
    set: async ({ services, actor, grant, words }, input: CardTerms): Promise<Result<Done>> => {
      const done = await setCardTerms(services, { actor, grant }, input);
      return done.ok ? ok({ say: words.office.cards.changed }) : done;
    },
  },
});

interface Replacing {
  readonly cardId: number;
  readonly newNumber: string;
  readonly reason: string;
}

/** A new number for a lost card; then the new card is in front. */
export const cardReplacePage = page<About>({
  permission: 'card.read',
  load,
  view: (data, { words }) => {
    const t = words.office.cards;
    const { card } = data;
    return {
      ...head(words.office.titles.cardReplace, data),
      fields: [
        {
          id: 'number',
          kind: 'text',
          label: t.newNumber,
          hint: t.newNumberHint,
          value: '',
          most: 40,
          required: true,
        },
        reasonField(t),
      ],
      submit: ({ number = '', reason = '' }) =>
        isCardNumber(number.trim())
          ? {
              do: 'replace',
              input: { cardId: card.id, newNumber: number.trim(), reason },
              confirm: t.confirmReplace(card.number, formatGsWithUnit(card.balance)),
              approve: approval('card.replace', card, t.about.replace(card.number)),
            }
          : { wrong: 'number', error: posError('NUMERO_TARJETA_INVALIDO') },
    };
  },
  commands: {
    replace: async ({ services, actor, grant, words }, input: Replacing): Promise<Result<Done>> => {
      const done = await replaceCard(services, { actor, grant }, input);
      if (!done.ok) return done;
      const { id, number, balance } = done.value;
      const next = { page: 'card', params: { cardId: id } } as const;
      return ok({
        say: words.office.cards.replaced(number, formatGsWithUnit(balance)),
        next,
      });
    },
  },
});

interface Adjusting {
  readonly uuid: string;
  readonly cardId: number;
  readonly amount: number;
  readonly reason: string;
}

/** Puts a balance right. */
export const cardAdjustPage = page<About>({
  permission: 'card.read',
  load,
  view: (data, { words }) => {
    const t = words.office.cards;
    const { card, uuid } = data;
    return {
      ...head(words.office.titles.cardAdjust, data),
      fields: [
        {
          id: 'direction',
          kind: 'choice',
          label: t.direction,
          value: 'add',
          options: [
            { value: 'add', label: t.add },
            { value: 'take', label: t.take },
          ],
        },
        { id: 'amount', kind: 'money', label: t.amount, value: '', required: true },
        reasonField(t),
      ],
      submit: ({ direction, amount = '', reason = '' }) => {
        const size = Number(amount);
        if (!(size > 0)) return { wrong: 'amount', error: posError('MONTO_INVALIDO', { monto: amount }) };
        const signed = direction === 'take' ? -size : size;
        if (card.balance + signed < 0)
          return {
            wrong: 'amount',
            error: posError('AJUSTE_EXCESIVO', { saldo: card.balance, monto: size }),
          };
        const input: Adjusting = { uuid, cardId: card.id, amount: signed, reason };
        return {
          do: 'adjust',
          input,
          confirm: t.confirmAdjust(formatGs(signed), card.number),
          approve: approval('card.adjust', card, t.about.adjust(card.number, formatGs(signed))),
        };
      },
    };
  },
  commands: {
    adjust: async ({ services, actor, grant, words }, input: Adjusting): Promise<Result<Done>> => {
      const done = await adjustCard(services, { actor, grant }, input);
      if (!done.ok) return done;
      return ok({ say: words.office.cards.adjusted(formatGsWithUnit(done.value.balance)) });
    },
  },
});
