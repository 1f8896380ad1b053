import { undoAfter } from '../../../app/follow-invoice.ts';
import { returnSale } from '../../../app/return-sale.ts';
import { type PosError, posError } from '../../../domain/errors.ts';
import { formatGs } from '../../../domain/money.ts';
import { ok, type Result } from '../../../domain/result.ts';
import {
  type Destination,
  leftOf,
  type Preview,
  previewReturn,
  type ReturnLine,
} from '../../../domain/returns.ts';
import type { StoredSale } from '../../../domain/sale.ts';
import type { Span } from '../../look.ts';
import {
  type Act,
  type Ask,
  type Desk,
  type Done,
  type Field,
  type FormView,
  page,
  type Values,
  type Wrong,
} from '../page.ts';

interface Returning {
  readonly uuid: string;
  readonly sale: StoredSale;
  /** The card that takes the card's part; null: the student has none left, and it goes back in cash. */
  readonly cardTo: string | null;
}

interface Given {
  readonly uuid: string;
  readonly sale: StoredSale;
  readonly lines: readonly ReturnLine[];
  readonly reason: string;
  readonly cardToCash: boolean;
}

/** Not all to one place. */
const EACH = 'each';

const fieldId = (line: number): string => `line${line}`;
const unitsOf = (values: Values, line: number): number => Number(values[fieldId(line)] ?? 0) || 0;

const wanted = (sale: StoredSale, values: Values): ReadonlyMap<number, number> =>
  new Map(sale.lines.map((_, at) => [at + 1, unitsOf(values, at + 1)]));

/** Lines of which something comes back. */
const named = (sale: StoredSale, values: Values): readonly number[] =>
  sale.lines.flatMap((_, at) => (unitsOf(values, at + 1) > 0 ? [at + 1] : []));

const wasteOf = (values: Values): readonly string[] => (values.wasted ?? '').split(',');

const destinationOf = (values: Values, line: number): Destination => {
  if (values.destination === EACH) return wasteOf(values).includes(String(line)) ? 'Merma' : 'Stock';
  return values.destination === 'Merma' ? 'Merma' : 'Stock';
};

/** One answer for all; where several lines come back, a third one asks for each of them. */
const destinationFields = ({ sale }: Returning, { words, values }: Ask): readonly Field[] => {
  const t = words.office.returns;
  const lines = named(sale, values);
  const each = values.destination === EACH;
  return [
    {
      id: 'destination',
      kind: 'choice',
      label: t.destination,
      hint: t.destinationHint,
      value: 'Stock',
      options: [
        { value: 'Stock', label: t.stock },
        { value: 'Merma', label: t.waste },
        ...(lines.length > 1 || each ? [{ value: EACH, label: t.each }] : []),
      ],
    },
    ...(each
      ? [
          {
            id: 'wasted',
            kind: 'many',
            label: t.wasted,
            hint: t.wastedHint,
            value: '',
            options: lines.map((line) => ({ value: String(line), label: sale.lines[line - 1]?.name ?? '' })),
          } as const,
        ]
      : []),
  ];
};

const fieldsOf = (data: Returning, ask: Ask): readonly Field[] => {
  const { sale } = data;
  const t = ask.words.office.returns;
  const lines = sale.lines.flatMap((line, at): Field[] => {
    const left = leftOf(sale, line);
    if (left === 0) return [];
    const label = t.left(left, line.name);
    const hint = t.unitsHint(formatGs(line.price));
    return [{ id: fieldId(at + 1), kind: 'digits', label, hint, value: '', most: 4 }];
  });
  return [
    ...lines,
    ...destinationFields(data, ask),
    { id: 'reason', kind: 'text', label: t.reason, value: '', most: 300, required: true },
  ];
};

const isDead = ({ cardTo }: Returning, { refunds }: Preview): boolean =>
  cardTo === null && refunds.some((refund) => refund.isStudentCard);

/** What goes back by which way, in the order in which the cashier hands it out. */
const moneyRows = (data: Returning, ask: Ask): (readonly Span[])[] => {
  const t = ask.words.office.returns;
  const preview = previewReturn(data.sale, wanted(data.sale, ask.values));
  if (preview.total === 0) return [];
  return [
    [[t.total(formatGs(preview.total)), 'strong']],
    ...preview.refunds.map((refund): readonly Span[] => {
      const amount = formatGs(refund.amount);
      if (refund.isCash) return [[t.cash(amount), 'warn']];
      if (!refund.isStudentCard) return [[t.other(refund.method, amount)]];
      return data.cardTo === null ? [[t.cardGone(amount), 'warn']] : [[t.card(amount, data.cardTo)]];
    }),
  ];
};

const wrong = (field: string, error: PosError): Wrong => ({ wrong: field, error });

const submit = (data: Returning, values: Values, { words }: Ask): Act | Wrong => {
  const { sale, uuid } = data;
  const t = words.office.returns;
  const lines: ReturnLine[] = [];
  for (const [at, line] of sale.lines.entries()) {
    const quantity = unitsOf(values, at + 1);
    const left = leftOf(sale, line);
    const params = { producto: line.name, disponible: left, pedido: quantity };
    if (quantity > left) return wrong(fieldId(at + 1), posError('DEVOLUCION_EXCEDIDA', params));
    if (quantity > 0) lines.push({ line: at + 1, quantity, destination: destinationOf(values, at + 1) });
  }
  const first = sale.lines.findIndex((line) => leftOf(sale, line) > 0);
  if (lines.length === 0) return wrong(fieldId(first + 1), posError('DEVOLUCION_VACIA'));
  const preview = previewReturn(sale, wanted(sale, values));
  const total = formatGs(preview.total);
  const input: Given = { uuid, sale, lines, reason: values.reason ?? '', cardToCash: isDead(data, preview) };
  return {
    do: 'give',
    input,
    confirm: t.confirm(total),
    approve: {
      permission: 'sale.return',
      reference: String(sale.id),
      about: t.about(sale.number, total),
    },
  };
};

const view = (data: Returning, ask: Ask): FormView => {
  const t = ask.words.office.returns;
  const { sale } = data;
  const who = sale.student ?? sale.client ?? ask.words.screen.history.walkIn;
  return {
    kind: 'form',
    title: ask.words.office.titles.saleReturn,
    aside: formatGs(sale.total),
    note: [[[t.sale(sale.number, who)]]],
    fields: fieldsOf(data, ask),
    below: moneyRows(data, ask),
    submit: (values) => submit(data, values, ask),
  };
};

const give = async (desk: Desk, input: Given): Promise<Result<Done>> => {
  const { services, actor, grant, till, words } = desk;
  const { uuid, sale, lines, reason, cardToCash } = input;
  const request = { uuid, saleId: sale.id, tillId: till.id, reason, cardToCash, lines };
  const given = await returnSale(services, { actor, grant }, request);
  if (!given.ok) return given;
  const t = words.office.returns;
  const done = t.done(sale.number, formatGs(given.value.total));
  const after = await undoAfter(services, given.value);
  if (!after || after.undo === 'done') return ok({ say: done, printed: true });
  // A part that came back is never a cancellation: a credit note now, or once the invoice is approved.
  return after.undo === 'part'
    ? ok({ say: done, printed: true, settles: { ...after, returnId: given.value.id, reason } })
    : ok({ say: `${done} ${t.owesNoteLater(after.invoice.code)}`, printed: true });
};

export const saleReturnPage = page<Returning>({
  // Everybody may ask; giving back needs a role or a manager's word.
  permission: 'sale.list',
  hint: (words) => words.office.returns.hint,
  load: async ({ services }, params) => {
    const found = await services.sales.show(Number(params.saleId));
    if (!found.ok) return found;
    const sale = found.value;
    const cardTo = sale.cardNumber === null ? null : await services.returns.cardFor(sale.cardNumber);
    return ok({ uuid: services.ids.uuid(), sale, cardTo });
  },
  view,
  commands: { give },
});
