import { readShift } from '../../app/shift.ts';
import { formatGs } from '../../domain/money.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { shiftClosing, shiftReading } from '../../domain/receipt-shift.ts';
import type { ShiftRow, ShiftState } from '../../domain/shift.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { ListFlags } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { type SpanFlags, spanOf } from '../span.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { closedView, readingView, shiftRow } from '../views-shift.ts';
import { PAPER_COLUMNS } from './shift.ts';
import { tillOf } from './till.ts';

/** Reading needs no person; printing stores the reading under somebody's name. */
export const readTheShift = (
  context: CliContext,
  flags: PersonFlags & OutputFlags & { print?: boolean },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const till = await tillOf(services, config.till);
    const reading = unwrap(
      flags.print
        ? await readShift(
            services,
            { actor: await context.asPerson(opened, flags, 'shift.read'), grant: null },
            till.id,
            true,
          )
        : await services.shifts.read(till.id),
    );
    const paper = shiftReading(reading, await services.stores.store(), context.messages.receipt, { copy: 0 });
    context.present(
      {
        data: readingView(reading),
        text: (width) => layoutReceipt(paper, Math.min(PAPER_COLUMNS, width)).join('\n'),
      },
      flags,
    );
  });

interface ShiftListFlags extends ListFlags, SpanFlags {
  readonly state?: ShiftState;
}

const columnsOf = (context: CliContext): Column<ShiftRow>[] => {
  const { columns: t, states } = context.messages.cli.shift;
  const sum = (amount: number | undefined) => (amount === undefined ? '' : formatGs(amount));
  return [
    { title: t.id, value: ({ shift }) => String(shift.id), align: 'right' },
    { title: t.till, value: ({ shift }) => shift.till },
    { title: t.state, value: ({ shift }) => states[shift.state] },
    { title: t.opened, value: ({ shift }) => shift.openedAt.slice(0, 16) },
    { title: t.by, value: ({ shift }) => shift.openedBy, shrinks: true },
    { title: t.z, value: ({ closing }) => String(closing?.z ?? ''), align: 'right' },
    { title: t.closed, value: ({ closing }) => closing?.closedAt.slice(0, 16) ?? '' },
    { title: t.expected, value: ({ closing }) => sum(closing?.expected), align: 'right' },
    { title: t.counted, value: ({ closing }) => sum(closing?.counted), align: 'right' },
    { title: t.difference, value: ({ closing }) => sum(closing?.difference), align: 'right' },
  ];
};

export const listShifts = (context: CliContext, flags: ShiftListFlags): Promise<void> =>
  context.withServices(flags, async ({ services, config }) => {
    const shifts = await services.shifts.list({
      ...spanOf(flags),
      ...(flags.state === undefined ? {} : { state: flags.state }),
      ...(flags.till === undefined ? {} : { tillId: (await tillOf(services, config.till)).id }),
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    });
    const rows = shifts.map(shiftRow);
    context.present(
      {
        data: rows,
        rows,
        text: (width) =>
          rows.length === 0 ? context.messages.cli.shift.none : table(shifts, columnsOf(context), width),
      },
      flags,
    );
  });

export const showShift = (context: CliContext, shiftId: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const closed = unwrap(await services.shifts.show(shiftId));
    const paper = shiftClosing(closed, await services.stores.store(), context.messages.receipt, { copy: 0 });
    context.present(
      {
        data: closedView(closed),
        text: (width) => layoutReceipt(paper, Math.min(PAPER_COLUMNS, width)).join('\n'),
      },
      flags,
    );
  });
