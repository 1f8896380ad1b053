import { authorize } from '../../../app/authorize.ts';
import type { AuditFilter } from '../../../app/ports/audit.ts';
import { type AuditEntry, changesOf } from '../../../domain/audit.ts';
import { posError } from '../../../domain/errors.ts';
import { ok } from '../../../domain/result.ts';
import type { User } from '../../../domain/user.ts';
import type { Span } from '../../look.ts';
import { type Ask, type FormView, type ListView, type Params, page } from '../page.ts';
import { auditEntryPage } from './audit-entry.ts';
import type { PageSet } from './page-set.ts';

/** Entries that are shown; more is a matter of the filter. */
const MOST = 300;

/** What can be chosen; the command line takes any name. */
const TABLES = [
  'ajustes',
  'alergenos',
  'aprobaciones',
  'cajas',
  'categorias',
  'clientes',
  'codigos_barra',
  'devoluciones',
  'documentos_stock',
  'fotos_hijos',
  'hijos',
  'limites_rol',
  'medios_pago',
  'movimientos_caja',
  'permisos',
  'productos',
  'productos_alergenos',
  'recargas',
  'restricciones_alergenos',
  'restricciones_hijos',
  'tarjetas',
  'turnos',
  'usuarios',
  'ventas',
  'ventas_espera',
];
const ACTIONS = ['alta', 'cambio', 'baja', 'reimpresion', 'conteo'];

interface Listed {
  readonly entries: readonly AuditEntry[];
  readonly users: readonly User[];
}

const KEYS = ['table', 'login', 'action', 'from', 'to', 'record'] as const;

const filterOf = (params: Params): AuditFilter => {
  const given = [...KEYS, 'text' as const].flatMap((key) => {
    const value = params[key];
    return typeof value === 'string' && value.trim() !== '' ? [[key, value.trim()] as const] : [];
  });
  return { ...Object.fromEntries(given), limit: MOST };
};

const summaryOf = (entry: AuditEntry): string =>
  changesOf(entry)
    .map(({ column, before, after }) =>
      before === null || after === null ? `${column} ${after ?? before}` : `${column} ${before} → ${after}`,
    )
    .join(', ');

const filterNote = (ask: Ask): readonly (readonly Span[])[] => {
  const parts = KEYS.flatMap((key) => (ask.params[key] ? [`${key} ${ask.params[key]}`] : []));
  return parts.length > 0 ? [[[ask.words.office.audit.filtered(parts.join(', ')), 'accent']]] : [];
};

const listView = ({ entries }: Listed, ask: Ask): ListView => {
  const t = ask.words.office.audit;
  return {
    kind: 'list',
    title: ask.words.office.titles.audit,
    aside: t.shown(entries.length, MOST),
    note: filterNote(ask),
    columns: [
      { title: t.columns.at, width: 14 },
      { title: t.columns.person, width: 12 },
      { title: t.columns.table, width: 16 },
      { title: t.columns.record, width: 7 },
      { title: t.columns.action, width: 8 },
      { title: t.columns.changes, width: 'rest' },
    ],
    rows: entries.map((entry) => ({
      id: entry.id,
      cells: [
        `${entry.at.slice(8, 10)}/${entry.at.slice(5, 7)} ${entry.at.slice(11, 19)}`,
        entry.login ?? t.nobody,
        entry.table,
        entry.record,
        entry.action,
        summaryOf(entry),
      ],
      actions: { open: { go: { page: 'auditEntry', params: { id: entry.id } } } },
    })),
    empty: t.empty,
    actions: { filter: { go: { page: 'audit', params: { ...ask.params, text: null, filtering: true } } } },
  };
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (typed: string): boolean => {
  if (typed.trim() === '') return true;
  const day = new Date(`${typed.trim()}T00:00:00Z`);
  return DAY.test(typed.trim()) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed.trim());
};

const filterForm = ({ users }: Listed, ask: Ask): FormView => {
  const t = ask.words.office.audit;
  const had = (key: (typeof KEYS)[number]): string => String(ask.params[key] ?? '');
  const choices = (values: readonly string[]) => [
    { value: '', label: t.all },
    ...values.map((value) => ({ value, label: value })),
  ];
  return {
    kind: 'form',
    title: t.filterTitle,
    fields: [
      { id: 'table', kind: 'choice', label: t.columns.table, value: had('table'), options: choices(TABLES) },
      {
        id: 'login',
        kind: 'choice',
        label: t.person,
        value: had('login'),
        options: [
          { value: '', label: t.everybody },
          ...users.map(({ login, name }) => ({ value: login, label: `${name} (${login})` })),
        ],
      },
      {
        id: 'action',
        kind: 'choice',
        label: t.columns.action,
        value: had('action'),
        options: choices(ACTIONS),
      },
      { id: 'from', kind: 'text', label: t.from, hint: t.dayHint, value: had('from'), most: 10 },
      { id: 'to', kind: 'text', label: t.to, hint: t.dayHint, value: had('to'), most: 10 },
      { id: 'record', kind: 'text', label: t.columns.record, value: had('record'), most: 60 },
    ],
    submit: (values) => {
      const bad = (['from', 'to'] as const).find((id) => !isDay(values[id] ?? ''));
      if (bad)
        return {
          wrong: bad,
          error: posError('VALOR_INVALIDO', { campo: t[bad], valor: values[bad] ?? '', opciones: t.dayHint }),
        };
      return {
        do: 'filter',
        input: Object.fromEntries(KEYS.map((key) => [key, values[key]?.trim() || null])),
      };
    },
  };
};

const auditPage = page<Listed>({
  permission: 'audit.list',
  load: async ({ services, actor }, params) => {
    const allowed = authorize(actor, 'audit.list');
    if (!allowed.ok) return allowed;
    if (params.filtering) return ok({ entries: [], users: await services.users.list() });
    return ok({ entries: await services.audit.list(filterOf(params)), users: [] });
  },
  view: (data, ask) => (ask.params.filtering ? filterForm(data, ask) : listView(data, ask)),
  searchesOutside: true,
  commands: {
    filter: async (_desk, params: Params) => {
      const next = { page: 'audit', params } as const;
      return ok({ next });
    },
  },
});

export const auditPages: PageSet = { audit: auditPage, auditEntry: auditEntryPage };
