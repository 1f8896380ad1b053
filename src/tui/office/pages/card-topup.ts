import { type TopUp, topUpCard } from '../../../app/card-desk.ts';
import { type CardFile, LARGE_TOPUP, MOST_REFERENCE, makeTopup, topupMethods } from '../../../domain/card.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs, formatGsWithUnit, MAX_GS } from '../../../domain/money.ts';
import type { PaymentMethod } from '../../../domain/payment.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Span } from '../../look.ts';
import { type Act, type Ask, type Done, type Field, page, type Values, type Wrong } from '../page.ts';
import { type CardWords, cardOf, typedMoney } from './card-shared.ts';

interface Topping {
  readonly uuid: string;
  readonly card: CardFile;
  readonly methods: readonly PaymentMethod[];
}

type Input = Omit<TopUp, 'tillId'>;

const methodOf = ({ methods }: Topping, values: Values): PaymentMethod | undefined =>
  methods.find(({ id }) => String(id) === values.method) ??
  methods.find(({ isCash }) => isCash) ??
  methods[0];

const fieldsOf = (data: Topping, values: Values, t: CardWords): readonly Field[] => {
  const method = methodOf(data, values);
  return [
    { id: 'amount', kind: 'money', label: t.amount, hint: t.topupHint, value: '', required: true },
    {
      id: 'method',
      kind: 'choice',
      label: t.method,
      value: String(method?.id ?? ''),
      options: data.methods.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    // Only cash gives change; only what leaves a trace elsewhere has a number.
    method?.isCash
      ? { id: 'handed', kind: 'money', label: t.handed, hint: t.handedHint, value: '' }
      : {
          id: 'reference',
          kind: 'text',
          label: t.reference,
          value: '',
          most: MOST_REFERENCE,
          required: method?.needsReference ?? false,
        },
  ];
};

const below = ({ card }: Topping, values: Values, t: CardWords): readonly (readonly Span[])[] => {
  const amount = typedMoney(values.amount) ?? 0;
  const change = (typedMoney(values.handed) ?? amount) - amount;
  return [
    [
      [`${t.newBalance}: `, 'dim'],
      [formatGsWithUnit(card.balance + amount), 'strong'],
    ],
    ...(change > 0 ? [[[`${t.change}: `, 'dim'] as Span, [formatGsWithUnit(change), 'accent'] as Span]] : []),
  ];
};

/** Which field a refusal is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  REFERENCIA_REQUERIDA: 'reference',
  TEXTO_LARGO: 'reference',
  ENTREGADO_INSUFICIENTE: 'handed',
  PAGO_EXCEDIDO: 'handed',
  MEDIO_INVALIDO: 'method',
};

const submit = (data: Topping, values: Values, t: CardWords): Act | Wrong => {
  const { card, uuid } = data;
  const method = methodOf(data, values);
  const amount = typedMoney(values.amount) ?? 0;
  if (!method) return { wrong: 'method', error: posError('MEDIO_INVALIDO') };
  if (card.balance + amount > MAX_GS)
    return { wrong: 'amount', error: posError('SALDO_EXCEDIDO', { maximo: MAX_GS }) };
  const handed = method.isCash ? typedMoney(values.handed) : null;
  const reference = method.isCash ? null : (values.reference ?? null);
  const made = makeTopup(method, amount, handed, reference);
  if (!made.ok) return { wrong: FIELD_OF[made.error.code] ?? 'amount', error: made.error };
  const input: Input = { uuid, cardId: card.id, methodId: method.id, ...made.value };
  if (amount < LARGE_TOPUP) return { do: 'topUp', input };
  return { do: 'topUp', input, confirm: t.largeTopup(formatGsWithUnit(amount), card.number) };
};

/** Money onto a card: an amount and Enter; the rest is for those who pay otherwise. */
export const cardTopupPage = page<Topping>({
  permission: 'card.topup',
  load: async (desk, params) => {
    const { services } = desk;
    const [found, methods] = await Promise.all([cardOf(desk, params), services.stores.paymentMethods()]);
    if (!found.ok) return found;
    return ok({ uuid: services.ids.uuid(), card: found.value, methods: topupMethods(methods) });
  },
  view: (data, { words, values }: Ask) => {
    const t = words.office.cards;
    const { card } = data;
    return {
      kind: 'form',
      title: words.office.titles.cardTopup,
      aside: `${t.labels.balance} ${formatGs(card.balance)}`,
      note: [[[`${card.number}  `, 'strong'], [card.student], [`  ${card.grade ?? ''}`, 'dim']]],
      fields: fieldsOf(data, values, t),
      below: below(data, values, t),
      submit: (typed) => submit(data, typed, t),
    };
  },
  commands: {
    topUp: async (desk, input: Input): Promise<Result<Done>> => {
      const { services, actor, grant, till, words } = desk;
      const done = await topUpCard(services, { actor, grant }, { ...input, tillId: till.id });
      if (!done.ok) return done;
      const t = words.office.cards;
      const amount = formatGsWithUnit(done.value.amount);
      const balance = formatGsWithUnit(done.value.balance);
      const say =
        done.value.change > 0
          ? t.toppedUpChange(amount, balance, formatGsWithUnit(done.value.change))
          : t.toppedUp(amount, balance);
      return ok({ say, printed: true });
    },
  },
});
