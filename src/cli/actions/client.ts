import { changeClient, createClient, familyReference } from '../../app/edit-family.ts';
import { type ClientForm, type ClientSummary, type Family, fullName } from '../../domain/family.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import type { CliContext } from '../context.ts';
import { type AllFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { clientRow, familyView } from '../views-families.ts';
import { actingFor, type EditFlags, uuidOf } from './family-acting.ts';
import { studentLines } from './student.ts';

export const listClients = (context: CliContext, flags: AllFlags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const t = context.messages.cli.client;
    const clients = await services.families.list({
      ...(flags.search === undefined ? {} : { text: flags.search }),
      all: flags.all === true,
      limit: flags.limit ?? MOST_ROWS,
    });
    const columns = [
      { title: t.columns.id, value: (one: ClientSummary) => String(one.id), align: 'right' as const },
      { title: t.columns.name, value: fullName, shrinks: true },
      { title: t.columns.document, value: (one: ClientSummary) => one.document ?? '' },
      { title: t.columns.phone, value: (one: ClientSummary) => one.phone ?? '' },
      {
        title: t.columns.students,
        value: (one: ClientSummary) => String(one.students),
        align: 'right' as const,
      },
      {
        title: t.columns.balance,
        value: (one: ClientSummary) => formatGsWithUnit(one.balance),
        align: 'right' as const,
      },
    ];
    const rows = clients.map(clientRow);
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.none : table(clients, columns, width)) },
      flags,
    );
  });

const asText = (context: CliContext, family: Family): string => {
  const t = context.messages.cli.client;
  const { client, students } = family;
  const head = pairs([
    [t.columns.id, String(client.id)],
    [t.columns.name, fullName(client)],
    [t.columns.document, client.document ?? '—'],
    [t.columns.phone, client.phone ?? '—'],
    [t.columns.email, client.email ?? '—'],
    [t.columns.state, client.active ? t.active : t.inactive],
    [t.columns.balance, formatGsWithUnit(client.balance)],
  ]);
  return [head, ...students.map((student) => pairs(studentLines(context, student)))].join('\n\n');
};

export const showClient = (context: CliContext, id: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const family = unwrap(await services.families.show(id));
    context.present({ data: familyView(family), text: () => asText(context, family) }, flags);
  });

type FormFlags = EditFlags & { readonly [K in keyof ClientForm]?: string };

const formOf = ({ name, surname, document, phone, email }: FormFlags): Partial<ClientForm> =>
  Object.fromEntries(
    Object.entries({ name, surname, document, phone, email }).filter(([, value]) => value !== undefined),
  );

export const makeClient = (
  context: CliContext,
  flags: FormFlags & { readonly uuid?: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const t = context.messages.cli.client;
    const by = await actingFor(context, opened, flags, familyReference.newClient);
    const id = unwrap(
      await createClient(opened.services, by, formOf(flags), uuidOf(flags.uuid, opened.services)),
    );
    context.present({ data: { id_cliente: id }, text: () => t.created(id) }, flags);
  });

export const editClient = (context: CliContext, id: number, flags: FormFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.client(id));
    unwrap(await changeClient(opened.services, by, id, formOf(flags)));
    context.present({ data: { id_cliente: id }, text: () => context.messages.cli.client.saved(id) }, flags);
  });

export const switchClient = (
  context: CliContext,
  id: number,
  active: boolean,
  flags: EditFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const t = context.messages.cli.client;
    const by = await actingFor(context, opened, flags, familyReference.client(id));
    unwrap(await changeClient(opened.services, by, id, { active }));
    const text = () => (active ? t.activated(id) : t.deactivated(id));
    context.present({ data: { id_cliente: id, activo: active }, text }, flags);
  });
