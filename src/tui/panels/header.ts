import { businessTime } from '../../domain/business-time.ts';
import { WARN_HOURS } from '../../domain/invoice/record.ts';
import type { PrintFault } from '../../domain/print-fault.ts';
import type { Look, Span, Style } from '../look.ts';
import { userOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { width } from '../text.ts';

const ELSEWHERE: PrintFault = 'OTRO_PROCESO';
const [, LOUD_HOURS] = WARN_HOURS;

/** Who sells where, and whether what it depends on is there: each state as a word, a sign and a colour. */
export const headerRow = (state: State, look: Look, columns: number): string => {
  const words = look.words.screen.header;
  const { world } = state;
  const user = userOf(state);
  const left: Span[] = [
    [` ${world.shop?.store.name ?? state.till.name}`, 'strong'],
    [`  ${words.till(state.till.code)}`],
    // Before the name, which gives way in a narrow window: without a shift nothing can be sold.
    ...(world.shiftMissing && user ? [[` ${look.alert} ${words.noShift}`, 'warn'] as const] : []),
    [`  ${user?.name ?? words.noCashier}`],
  ];
  const right: Span[] = [
    ...invoiceSpans(state, look),
    ...databaseSpans(state, look),
    ...printerSpans(state, look),
    [`${businessTime(new Date(world.now))} `, 'strong'],
  ];
  // The mark of the demonstration makes room for what is wrong; half a mark would say nothing.
  const demo: Span[] = state.demo ? [['  '], [` ${words.demo} `, 'selected']] : [];
  const used = [...left, ...demo, ...right].reduce((all, [text]) => all + width(text), 1);
  return look.row(columns, used <= columns ? [...left, ...demo] : left, right);
};

/** Nothing of it is the cashier's to mend, so it gives way where nothing can be sold. */
const invoiceSpans = ({ world }: State, look: Look): Span[] => {
  if (world.invoiceHours === null || world.shiftMissing || world.database !== 'ready') return [];
  const style: Style = world.invoiceHours >= LOUD_HOURS ? 'danger' : 'warn';
  return [[`${look.alert} ${look.words.screen.header.invoices(world.invoiceHours)}  `, style]];
};

const databaseSpans = ({ world }: State, look: Look): Span[] => {
  const style: Style = world.outage ? 'danger' : world.database === 'ready' ? 'good' : 'warn';
  return [
    [`${world.outage ? look.alert : look.dot} `, style],
    [`${look.words.screen.header.database[world.database]}  `, world.outage ? 'danger' : 'plain'],
  ];
};

const printerSpans = ({ world: { printer } }: State, look: Look): Span[] => {
  const words = look.words.screen.header;
  if (!printer) return [[`${words.noPrinter}  `, 'dim']];
  // The other screen says how its printing goes; here nothing is wrong.
  if (printer.fault === ELSEWHERE) return [[`${words.printsElsewhere}  `, 'dim']];
  const calm = printer.state === 'ready' || printer.state === 'printing';
  const style: Style = calm ? 'good' : 'warn';
  const waiting = printer.open > 0 && !calm ? ` ${words.open(printer.open)}` : '';
  return [
    [`${calm ? look.dot : look.alert} `, style],
    [`${words.printer[printer.state]}${waiting}  `, calm ? 'plain' : 'warn'],
  ];
};
