import { discardParked } from '../../app/park-sale.ts';
import { formatGs } from '../../domain/money.ts';
import type { ParkedSale } from '../../domain/parked.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { tillOf } from './till.ts';

const parkedRow = (parked: ParkedSale) => ({
  id_espera: parked.id,
  fecha: parked.parkedAt,
  caja: parked.till,
  cajero: parked.by,
  nota: parked.note,
  estudiante: parked.student,
  nro_tarjeta: parked.cardNumber,
  unidades: parked.units,
  total: parked.total,
  estado: parked.state,
});

const columnsOf = (context: CliContext): Column<ParkedSale>[] => {
  const { columns } = context.messages.cli.returns;
  return [
    { title: columns.id, value: (one) => String(one.id), align: 'right' },
    { title: columns.date, value: (one) => one.parkedAt },
    { title: columns.till, value: (one) => one.till },
    { title: columns.cashier, value: (one) => one.by, shrinks: true },
    { title: columns.note, value: (one) => one.note, shrinks: true },
    { title: columns.student, value: (one) => one.student ?? '', shrinks: true },
    { title: columns.total, value: (one) => formatGs(one.total), align: 'right' },
  ];
};

export const listParked = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const parked = await services.parkedSales.list();
    const rows = parked.map(parkedRow);
    context.present(
      {
        data: rows,
        rows,
        text: (width) =>
          rows.length === 0
            ? context.messages.cli.returns.noneParked
            : table(parked, columnsOf(context), width),
      },
      flags,
    );
  });

export const unpark = (context: CliContext, id: number, flags: PersonFlags & OutputFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'sale.park');
    const till = await tillOf(services, config.till);
    const request = { uuid: services.ids.uuid(), id, tillId: till.id };
    const parked = unwrap(await discardParked(services, { actor, grant: null }, request));
    context.present(
      { data: parkedRow(parked), text: () => context.messages.cli.returns.discarded(parked.id, parked.note) },
      flags,
    );
  });
