import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import { readDashboard } from '../../app/dashboard.ts';
import { readReport } from '../../app/report.ts';
import { GRAINS, REPORT_KINDS } from '../../domain/report.ts';
import { unwrap } from '../unwrap.ts';
import { dashboardView } from '../views-dashboard.ts';
import { reportView } from '../views-report.ts';
import { type Api, callerOf } from './api.ts';
import { closed, day, flag, open, orNull, small, text } from './schemas.ts';

const one = <T extends string>(values: readonly T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)));

const report = open({
  informe: one(REPORT_KINDS),
  desde: day,
  hasta: day,
  por: orNull(text),
  tienda: text,
  caja: orNull(text),
  hecho_en: text,
  dia_en_curso: flag,
  vacio: flag,
  tablas: Type.Record(
    Type.String(),
    open({ filas: Type.Array(Type.Object({})), total: orNull(Type.Object({})) }),
  ),
});

export const reportRoutes = ({ services }: Api): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/reports/dashboard',
    id: 'dashboard',
    tag: 'reports',
    summary: 'A day in figures beside the same weekday before; of today up to now.',
    access: 'reports:read',
    query: closed({ fecha: Type.Optional(day) }),
    answers: { 200: Type.Object({ dia: day, dia_anterior: day }) },
    handle: async (call) => {
      const { actor } = callerOf(call);
      const read = await readDashboard(services, actor, call.query.fecha ?? null);
      return { status: 200, body: dashboardView(unwrap(read)) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/reports/:informe',
    id: 'report',
    tag: 'reports',
    summary:
      'A report, as `pos report --json` prints it; `daily` is of `hasta`, the others from the first of the month.',
    access: 'reports:read',
    params: closed({ informe: one(REPORT_KINDS) }),
    query: closed({
      desde: Type.Optional(day),
      hasta: Type.Optional(day),
      por: Type.Optional(one(GRAINS)),
      id_caja: Type.Optional(small),
    }),
    answers: { 200: report },
    handle: async (call) => {
      const { desde, hasta, por, id_caja } = call.query;
      const read = await readReport(services, callerOf(call).actor, {
        kind: call.params.informe,
        ...(desde === undefined ? {} : { from: desde }),
        ...(hasta === undefined ? {} : { to: hasta }),
        ...(por === undefined ? {} : { grain: por }),
        ...(id_caja === undefined ? {} : { tillId: id_caja }),
      });
      return { status: 200, body: reportView(unwrap(read)) };
    },
  }),
];
