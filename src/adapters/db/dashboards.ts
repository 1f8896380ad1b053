import type { Knex } from 'knex';
import type { Dashboards } from '../../app/ports/dashboards.ts';
import type { Dashboard, DaySums, HourSums, MailFailure, TillNow } from '../../domain/dashboard.ts';
import { gs } from '../../domain/money.ts';
import { ok } from '../../domain/result.ts';
import { invoiceBacklog } from './invoices.ts';
import { guarded, refusable } from './query.ts';
import { int, money, type Row, text, textOrNull } from './rows.ts';

/** A column of the routine's answer: a JSON list, NULL when nothing was gathered. */
const listOf = (value: unknown): readonly Row[] => {
  if (value === null || value === undefined) return [];
  return (typeof value === 'string' ? JSON.parse(value) : value) as readonly Row[];
};

const sumsOf = (hours: readonly Row[]): DaySums => {
  const sum = (key: string): number => hours.reduce((total, hour) => total + int(hour[key]), 0);
  return {
    tickets: sum('tickets'),
    sales: gs(sum('ventas') - sum('devuelto') - sum('anulado')),
    returned: gs(sum('devuelto')),
  };
};

const hoursOf = (rows: readonly Row[]): readonly HourSums[] => {
  const hours = [...new Set(rows.map((row) => int(row.hora)))].sort((a, b) => a - b);
  return hours.map((hour) => {
    const { sales, tickets } = sumsOf(rows.filter((row) => row.dia === 'hoy' && int(row.hora) === hour));
    return { hour, sales, tickets };
  });
};

const toTillNow = (row: Row): TillNow => ({
  code: text(row.caja),
  name: text(row.nombre),
  shift: row.id_turno === null ? null : { openedAt: text(row.abierto_en), openedBy: text(row.abierto_por) },
  waiting: int(row.pendientes),
  uncertain: int(row.inciertos),
});

const countOf = (rows: readonly Row[], ...states: string[]): number =>
  rows.filter((row) => states.includes(text(row.estado))).reduce((sum, row) => sum + int(row.cuenta), 0);

/** The servers promise no order within what they gather: every list is sorted here. */
const toDashboard = (row: Row, until: string | null): Omit<Dashboard, 'invoices'> => {
  const hours = listOf(row.horas);
  const before = hours.filter((hour) => hour.dia === 'antes');
  const mail = listOf(row.correo);
  return {
    day: text(row.dia),
    dayBefore: text(row.dia_anterior),
    until: until === null ? null : until.slice(0, 5),
    today: sumsOf(hours.filter((hour) => hour.dia === 'hoy')),
    before: sumsOf(before.filter((hour) => int(hour.corte) === 1)),
    wholeBefore: sumsOf(before),
    hours: hoursOf(hours),
    methods: listOf(row.medios)
      .map((one) => ({ name: text(one.medio), amount: money(one.monto), payments: int(one.pagos) }))
      .sort((a, b) => b.amount - a.amount || a.name.localeCompare(b.name)),
    bestSellers: listOf(row.productos)
      .map((one) => ({ name: text(one.nombre), units: int(one.unidades), amount: money(one.monto) }))
      .sort((a, b) => b.units - a.units || b.amount - a.amount || a.name.localeCompare(b.name)),
    lowStockCount: int(row.cuenta_bajos),
    lowStock: listOf(row.bajos)
      .map((one) => ({ name: text(one.nombre), stock: int(one.stock), minimum: int(one.minimo) }))
      .sort((a, b) => a.stock - a.minimum - (b.stock - b.minimum) || a.name.localeCompare(b.name)),
    tills: listOf(row.cajas)
      .map(toTillNow)
      .sort((a, b) => a.code.localeCompare(b.code)),
    mail: {
      waiting: countOf(mail, 'pendiente', 'enviando'),
      failed: countOf(mail, 'fallida'),
      failures: [],
    },
    topups: { count: int(row.recargas), amount: money(row.monto_recargas) },
  };
};

/** Failures that are shown with their reason; the page of mail has all. */
const MOST_FAILURES = 3;

const mailFailures = async (knex: Knex): Promise<readonly MailFailure[]> => {
  const rows: Row[] = await knex('v_correos')
    .where('estado', 'fallida')
    .orderBy('id_notificacion', 'desc')
    .limit(MOST_FAILURES)
    .select('destinatario', 'ultimo_error');
  return rows.map((row) => ({ to: text(row.destinatario), reason: textOrNull(row.ultimo_error) ?? '' }));
};

/** The day in figures, in one round trip; mails that failed and what is not settled with the tax authority beside it. */
export const databaseDashboards = (knex: Knex): Dashboards => ({
  read: async (day, until) => {
    const [figures, failures, invoices] = await Promise.all([
      refusable(knex, 'sp_tablero', [JSON.stringify({ dia: day, hasta: until })], (row) =>
        toDashboard(row, until),
      ),
      guarded(() => mailFailures(knex)),
      guarded(() => invoiceBacklog(knex)),
    ]);
    if (!figures.ok) return figures;
    return ok({ ...figures.value, mail: { ...figures.value.mail, failures }, invoices });
  },
});
