import type { PrintJob } from '../../app/ports.ts';
import { shortNumber } from '../../domain/sale.ts';
import { faultText } from '../../i18n/index.ts';
import type { Look } from '../look.ts';
import type { State } from '../state.ts';
import { wrap } from '../text.ts';

/** The till's print queue: what waits and why, and what a person must decide. */
export const printingPane = (state: State, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.printing;
  const { jobs, loading, choice } = state.printing;
  const { printer } = state.world;
  const head = [
    look.row(columns, [[` ${words.title}`, 'strong']]),
    look.row(columns, [[printer ? ` ${words.device(printer.device)}` : '', 'dim']]),
    look.row(columns, [['']]),
  ];
  if (jobs.length === 0)
    return [...head, look.row(columns, [[` ${loading ? words.loading : words.none}`, 'dim']])];
  // The row has room for the beginning of a cause: the selected job's is told whole, with what to do.
  const fault = jobs[choice]?.fault ?? null;
  const cause = fault === null ? [] : wrap(faultText(look.words, fault), columns - 2);
  const room = height - head.length - 2 - cause.length;
  const first = Math.max(0, Math.min(choice - Math.floor(room / 2), jobs.length - room));
  return [
    ...head,
    ...jobs.slice(first, first + room).map((job, at) => jobRow(job, look, columns, first + at === choice)),
    look.row(columns, [['']]),
    ...cause.map((text) => look.row(columns, [[` ${text}`, 'warn']])),
    look.row(columns, [[` ${words.hint}`, 'dim']]),
  ];
};

const jobRow = (job: PrintJob, look: Look, columns: number, selected: boolean): string => {
  const words = look.words.screen.printing;
  const sale = job.saleNumber === null ? '' : shortNumber(job.saleNumber);
  const text = `${selected ? ` ${look.mark} ` : '   '}${look.words.printing.kinds[job.kind].padEnd(13)}${sale.padEnd(8)}`;
  const state = `${words.states[job.state].padEnd(13)}`;
  const cause = faultText(look.words, job.fault);
  if (selected)
    return look.paint(
      look.row(columns, [[text], [state], [cause]], [[`${words.attempts(job.attempts)} `]]),
      'selected',
    );
  return look.row(
    columns,
    [[text], [state, job.state === 'incierto' ? 'warn' : 'plain'], [cause, 'dim']],
    [[`${words.attempts(job.attempts)} `, 'dim']],
  );
};
