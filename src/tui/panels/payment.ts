import { formatGs } from '../../domain/money.ts';
import { change, changeOf, type PaymentMethod, paid, type Tender } from '../../domain/payment.ts';
import { deadCardOf, usableCard } from '../../domain/student.ts';
import { bigFigures } from '../big.ts';
import type { Look } from '../look.ts';
import { activeMethods, invoiceOff, missingOf, saleTotals } from '../selectors.ts';
import { cardAvailable, offers } from '../slices/payment.ts';
import type { Payment, State } from '../state.ts';
import { clean, wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** So many tenders are shown one by one. */
const TENDER_ROWS = 3;

/** The payment dialog, in the place of the product list: what is due, what was given, what comes next. */
export const paymentRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  const { row } = look;
  const blank = row(columns, [['']]);
  return [
    row(
      columns,
      [[` ${words.title}`, 'strong']],
      [[`${words.total} ${formatGs(saleTotals(state).total)} `, 'strong']],
    ),
    ...tenderRows(state, payment.tenders, look, columns),
    ...dueRows(state, payment, look, columns),
    payment.step === 'method' ? row(columns, [[` ${words.choose}`, 'dim']]) : blank,
    ...stepRows(state, payment, look, columns),
  ];
};

/** The last tenders; older ones are counted, so that the methods stay in sight. */
const tenderRows = (state: State, tenders: readonly Tender[], look: Look, columns: number): string[] => {
  const older = tenders.slice(0, Math.max(0, tenders.length - TENDER_ROWS));
  const shown = tenders.slice(older.length).map((tender) => tenderRow(state, tender, look, columns));
  if (older.length === 0) return shown;
  const sum = formatGs(paid(older));
  return [
    look.row(columns, [[`   ${look.words.screen.payment.older(older.length)}`]], [[`${sum} `]]),
    ...shown,
  ];
};

const tenderRow = (state: State, tender: Tender, look: Look, columns: number): string => {
  const words = look.words.screen.payment;
  const method = state.world.shop?.methods.find((one) => one.id === tender.methodId);
  const detail = [
    ...(changeOf(tender) > 0 ? [words.handed(formatGs(tender.handed))] : []),
    ...(tender.reference === null ? [] : [words.ref(tender.reference)]),
  ].join(', ');
  return look.row(
    columns,
    [[`   ${clean(method?.name ?? '')}`], [detail === '' ? '' : `  ${detail}`, 'dim']],
    [[`${formatGs(tender.applied)} `]],
  );
};

const dueRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  const missing = missingOf(state, payment);
  if (missing > 0)
    return payment.tenders.length === 0
      ? []
      : [look.row(columns, [[` ${words.missing}`, 'warn']], [[`${formatGs(missing)} `, 'strong']])];
  const back = change(payment.tenders);
  if (back === 0)
    return [look.row(columns, [[` ${words.covered}`, 'good']], [[`${formatGs(paid(payment.tenders))} `]])];
  return bigFigures(formatGs(back), look.ascii).map((figure, at) =>
    look.row(columns, [[at === 1 ? ` ${words.change}` : '', 'strong']], [[`${figure} `, 'strong']]),
  );
};

const stepRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  const { row } = look;
  switch (payment.step) {
    case 'method':
      return [...methodRows(state, payment, look, columns), ...invoiceRows(state, payment, look, columns)];
    case 'amount':
      return amountRows(state, payment, look, columns);
    case 'reference':
      return [
        row(columns, [[` ${words.reference(payment.method?.name ?? '')}`]]),
        fieldRow(look, columns, formatGs(Number(payment.amount)), payment.reference, true),
      ];
    case 'confirm':
      return [
        row(columns, [[` ${look.mark} ${words.confirm}`, 'accent']]),
        ...invoiceRows(state, payment, look, columns),
      ];
    case 'saving':
      return [
        row(columns, [[` ${words.saving}`, 'accent']]),
        ...(state.world.outage ? unresolvedRows(look, columns) : []),
      ];
    case 'unresolved':
      return [
        ...unresolvedRows(look, columns),
        row(columns, [
          [` ${words.retryIn(Math.max(0, Math.ceil((payment.retryAt - state.world.now) / 1_000)))}`, 'dim'],
        ]),
      ];
  }
};

const unresolvedRows = (look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  return [
    look.row(columns, [[` ${look.alert} ${words.unresolved}`, 'warn']]),
    ...wrap(words.unresolvedHint, columns - 2).map((text) => look.row(columns, [[` ${text}`]])),
  ];
};

const methodRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  const hint = (method: PaymentMethod): string => {
    if (!method.isStudentCard) return '';
    const dead = deadCardOf(state.desk.holder);
    if (dead) return words.deadCard[dead.state];
    if (!usableCard(state.desk.holder)) return words.noCard;
    const { amount, by } = cardAvailable(state, payment);
    return by === 'limit' ? words.today(formatGs(amount)) : words.balance(formatGs(amount));
  };
  return activeMethods(state).map((method, at) => {
    const selected = at === payment.choice;
    const text = ` ${selected ? look.mark : ' '} ${at + 1}  ${method.name}`;
    const row = look.row(columns, [[text]], [[`${hint(method)} `, selected ? 'plain' : 'dim']]);
    return selected ? look.paint(row, 'selected') : row;
  });
};

const amountRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen.payment;
  const { row } = look;
  const ask = payment.method?.isCash ? words.amount : words.amountOf;
  const label = (at: number): string => {
    if (at === 0) return words.exact;
    return payment.method?.isStudentCard ? words.available : '';
  };
  const list = offers(state, payment).map((amount, at) => {
    const selected = payment.amount === '' && at === payment.choice;
    const text = ` ${selected ? look.mark : ' '} ${formatGs(amount).padStart(11)}  ${label(at)}`;
    const line = row(columns, [[text]]);
    return selected ? look.paint(line, 'selected') : line;
  });
  const typed = payment.amount === '' ? '' : formatGs(Number(payment.amount));
  return [
    row(columns, [[` ${ask(payment.method?.name ?? '')}`]]),
    row(columns, [
      [` ${look.mark} `, 'accent'],
      [typed.padStart(11), 'strong'],
      [' ', 'cursor'],
    ]),
    row(columns, [['']]),
    ...list,
    row(columns, [[` ${words.typeHint}`, 'dim']]),
  ];
};

/** The invoice box; when it cannot be ticked it says why. */
const invoiceRows = (state: State, payment: Payment, look: Look, columns: number): string[] => {
  const words = look.words.screen;
  const refusal = invoiceOff(state, payment);
  const box = payment.invoiced ? words.payment.invoiceOn : words.payment.invoiceOff;
  const why = refusal === null ? '' : `: ${words.payment.invoiceWhy[refusal]}`;
  return [
    look.row(columns, [['']]),
    look.row(columns, [[` ${box}${why}`, refusal === null ? 'plain' : 'dim']]),
  ];
};
