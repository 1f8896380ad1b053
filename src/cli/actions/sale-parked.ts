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
  recuperada_en: parked.ended?.at ?? null,
  recuperada_por: parked.ended?.by ?? null,
  caja_recuperada: parked.ended?.till ?? null,
});

/** What was in the cart, for whoever has to make it again. */
const contents = (parked: ParkedSale) => ({
  ...parkedRow(parked),
  descuento: parked.discount,
  lineas: parked.lines.map((line) => ({
    id_producto: line.productId,
    producto: line.name,
    cantidad: line.quantity,
    precio_unitario: line.price,
    descuento_linea: line.discount,
  })),
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

interface ListFlags extends OutputFlags {
  /** Those that were taken back within a day. */
  readonly recovered?: boolean;
}

export const listParked = (context: CliContext, flags: ListFlags): Promise<void> =>
  context.withServices({}, async ({ services: { parkedSales } }) => {
    const parked = await (flags.recovered ? parkedSales.recovered() : parkedSales.list());
    const { noneParked, noneRecovered } = context.messages.cli.returns;
    const rows = parked.map(parkedRow);
    context.present(
      {
        data: parked.map(contents),
        rows,
        text: (width) =>
          rows.length === 0
            ? flags.recovered
              ? noneRecovered
              : noneParked
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
