import { authorize } from '../../../app/authorize.ts';
import { datesOf, type ReportRequest } from '../../../app/report.ts';
import { businessDay } from '../../../domain/business-time.ts';
import { posError } from '../../../domain/errors.ts';
import { dateCell } from '../../../domain/import-cells.ts';
import { GRAINS, REPORT_KINDS, type Report, type ReportKind } from '../../../domain/report.ts';
import { dayText } from '../../../domain/report-text.ts';
import { ok } from '../../../domain/result.ts';
import type { Till } from '../../../domain/user.ts';
import { type Ask, type Field, type FormView, type Params, page, type Values } from '../page.ts';

/** What there is in the store is told as it is now. */
export const isDated = (kind: ReportKind): boolean => kind !== 'stock';

const textOf = (value: Params[string] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What a page's parameters ask for. */
export const requestOf = (params: Params): ReportRequest => {
  const from = textOf(params.from);
  const to = textOf(params.to);
  const grain = GRAINS.find((one) => one === params.grain);
  return {
    kind: REPORT_KINDS.find((one) => one === params.kind) ?? 'daily',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(grain === undefined ? {} : { grain }),
    ...(typeof params.tillId === 'number' ? { tillId: params.tillId } : {}),
  };
};

/** The dates of a report, to ask for it again. */
export const paramsOf = ({ kind, from, to }: Report): Params => ({ kind, from, to });

interface Asked {
  readonly request: ReportRequest;
  readonly from: string;
  readonly to: string;
  readonly tills: readonly Till[];
}

const dayField = (id: 'from' | 'to', label: string, day: string, { words }: Ask): Field => ({
  id,
  kind: 'text',
  label,
  hint: words.office.reports.dayHint,
  value: dayText(day),
  most: 10,
  required: true,
});

const fieldsOf = ({ request, from, to, tills }: Asked, ask: Ask): readonly Field[] => {
  const t = ask.words.office.reports;
  const days: readonly Field[] =
    request.kind === 'daily'
      ? [dayField('to', t.day, to, ask)]
      : [dayField('from', t.from, from, ask), dayField('to', t.to, to, ask)];
  const grain: Field = {
    id: 'grain',
    kind: 'choice',
    label: t.by,
    value: request.grain ?? '',
    options: [{ value: '', label: t.fitting }, ...GRAINS.map((value) => ({ value, label: t.grains[value] }))],
  };
  const till: Field = {
    id: 'till',
    kind: 'choice',
    label: t.till,
    value: String(request.tillId ?? ''),
    options: [
      { value: '', label: t.allTills },
      ...tills.map(({ id, code, name }) => ({ value: String(id), label: `${code} ${name}` })),
    ],
  };
  return [...days, ...(request.kind === 'period' ? [grain] : []), ...(tills.length > 1 ? [till] : [])];
};

const submitOf =
  ({ request: { kind } }: Asked, ask: Ask): FormView['submit'] =>
  (values: Values) => {
    const t = ask.words.office.reports;
    const ids = kind === 'daily' ? (['to'] as const) : (['from', 'to'] as const);
    const days: Record<string, string> = {};
    for (const id of ids) {
      const day = dateCell(values[id] ?? '');
      if (!day.ok)
        return {
          wrong: id,
          error: posError('VALOR_INVALIDO', {
            campo: kind === 'daily' ? t.day : t[id],
            valor: values[id] ?? '',
            opciones: t.dayHint,
          }),
        };
      days[id] = day.value;
    }
    const { from = days.to ?? '', to = '' } = days;
    if (from > to) return { wrong: 'to', error: posError('RANGO_INVALIDO', { desde: from, hasta: to }) };
    const tillId = values.till ? Number(values.till) : null;
    return { do: 'show', input: { kind, from, to, grain: values.grain || null, tillId } satisfies Params };
  };

/** Which days, of which till, in rows of what length. */
export const reportDatesPage = page<Asked>({
  permission: 'report.read',
  load: async ({ services, actor }, params) => {
    const allowed = authorize(actor, 'report.read');
    if (!allowed.ok) return allowed;
    const [store, tills] = await Promise.all([services.stores.store(), services.stores.tills()]);
    const request = requestOf(params);
    const today = businessDay(services.clock.now(), store.dayCutMinutes);
    return ok({ request, ...datesOf(request, today), tills });
  },
  view: (asked, ask) => ({
    kind: 'form',
    title: ask.words.office.reports.datesOf(ask.words.reports.kinds[asked.request.kind]),
    fields: fieldsOf(asked, ask),
    submit: submitOf(asked, ask),
  }),
  commands: {
    show: async (_desk, params: Params) => ok({ next: { page: 'report', params } as const }),
  },
});
