import { closeShift, moveCash, openShift, reprintClosing, requireShift } from '../../app/shift.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGsWithUnit, gs, sum } from '../../domain/money.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { shiftClosing } from '../../domain/receipt-shift.ts';
import type { Pile } from '../../domain/shift.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { jobView } from '../views.ts';
import { cashMoveView, closedView, shiftView } from '../views-shift.ts';
import { tillOf } from './till.ts';

type Flags = PersonFlags & OutputFlags;

/** Columns of a paper on the screen: the most common roll. */
export const PAPER_COLUMNS = 42;

export const openTheShift = (context: CliContext, flags: Flags & { float: number }): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'shift.open');
    const till = await tillOf(services, config.till);
    const request = { uuid: services.ids.uuid(), tillId: till.id, float: flags.float };
    const shift = unwrap(await openShift(services, { actor, grant: null }, request));
    context.present(
      {
        data: shiftView(shift),
        text: () => context.messages.cli.shift.opened(shift.id, formatGsWithUnit(shift.float)),
      },
      flags,
    );
  });

export const moveTheCash = (
  context: CliContext,
  direction: 'in' | 'out',
  amount: number,
  flags: Flags & { reason: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'shift.cash');
    const till = await tillOf(services, config.till);
    const move = unwrap(
      await moveCash(
        services,
        { actor, grant: null },
        {
          uuid: services.ids.uuid(),
          tillId: till.id,
          direction: direction === 'in' ? 'Entrada' : 'Salida',
          amount,
          reason: flags.reason,
        },
      ),
    );
    context.present(
      {
        data: cashMoveView(move),
        text: () => context.messages.cli.shift.moved(move.direction, formatGsWithUnit(move.amount)),
      },
      flags,
    );
  });

interface CloseFlags extends Flags {
  readonly count?: readonly Pile[];
  readonly counted?: number;
  readonly reason?: string;
}

/** Says what waits at the till and will have expired; the closing goes on. */
const warnOfParked = async (
  context: CliContext,
  tillId: number,
  parkedAt: (tillId: number) => Promise<readonly { note: string; total: number; createdAt: string }[]>,
): Promise<void> => {
  const parked = await parkedAt(tillId);
  if (parked.length === 0) return;
  const total = sum(parked.map((one) => gs(one.total)));
  context.say(context.messages.cli.shift.expire(parked.length, formatGsWithUnit(total)));
  for (const one of parked) context.say(`  ${one.createdAt}  ${formatGsWithUnit(one.total)}  ${one.note}`);
};

export const closeTheShift = (context: CliContext, flags: CloseFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const count = flags.count ?? flags.counted;
    if (count === undefined)
      throw new PosFailure(posError('VALOR_INVALIDO', { campo: '--count', valor: '' }));
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'shift.close');
    const till = await tillOf(services, config.till);
    await warnOfParked(context, till.id, services.shifts.parkedAt);
    const request = {
      uuid: services.ids.uuid(),
      tillId: till.id,
      shiftId: null,
      count: typeof count === 'number' ? gs(count) : count,
      reason: flags.reason ?? '',
    };
    const closed = unwrap(await closeShift(services, { actor, grant: null }, request));
    const store = await services.stores.store();
    const paper = shiftClosing(closed, store, context.messages.receipt, { copy: 0 });
    context.present(
      {
        data: closedView(closed),
        text: (width) => layoutReceipt(paper, Math.min(PAPER_COLUMNS, width)).join('\n'),
      },
      flags,
    );
  });

export const reprintTheClosing = (context: CliContext, shiftId: number, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'shift.read');
    const till = await tillOf(services, config.till);
    const closed = unwrap(await services.shifts.show(shiftId));
    const job = unwrap(await reprintClosing(services, { actor, grant: null }, shiftId, till.id));
    context.present(
      {
        data: jobView(job),
        text: () => context.messages.cli.shift.reprinted(closed.closing.z, job.copy),
      },
      flags,
    );
  });

export const requireShifts = (context: CliContext, which: 'on' | 'off', flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    const needed = unwrap(await requireShift(opened.services, { actor, grant: null }, which === 'on'));
    const t = context.messages.cli.shift;
    context.present(
      { data: { exige_turno: needed }, text: () => (needed ? t.nowNeeded : t.notNeeded) },
      flags,
    );
  });
