import type { Person, RoleLimits } from '../../app/ports/people.ts';
import { ROLES, type Role } from '../../domain/permissions.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { limitsView, permissionRows, personView } from '../views-user.ts';

type Flags = PersonFlags & OutputFlags;

const stateOf = ({ messages }: CliContext, person: Person): string => {
  const t = messages.cli.user;
  const state = person.active ? t.active : t.inactive;
  return person.mustChange ? `${state}, ${t.mustChangeShort}` : state;
};

const waitOf = (person: Person): string => (person.waitSeconds > 0 ? `${person.waitSeconds} s` : '');

export const listUsers = (context: CliContext, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    await context.asPerson(opened, flags, 'user.list');
    const people = await opened.services.people.list();
    const t = context.messages.cli.user;
    const columns: Column<Person>[] = [
      { title: t.columns.login, value: (person) => person.login },
      { title: t.columns.name, value: (person) => person.name, shrinks: true },
      { title: t.columns.email, value: (person) => person.email, shrinks: true },
      { title: t.columns.role, value: (person) => person.role },
      { title: t.columns.state, value: (person) => stateOf(context, person), shrinks: true },
      { title: t.columns.pin, value: (person) => (person.hasPin ? t.yes : t.no) },
      { title: t.columns.wait, value: waitOf, align: 'right' },
    ];
    const rows = people.map(personView);
    context.present({ data: rows, rows, text: (width) => table(people, columns, width) }, flags);
  });

export const showUser = (context: CliContext, login: string, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    await context.asPerson(opened, flags, 'user.list');
    const person = unwrap(await opened.services.people.show(login));
    const t = context.messages.cli.user;
    const text = () =>
      pairs([
        [t.columns.login, person.login],
        [t.columns.name, person.name],
        [t.columns.email, person.email],
        [t.columns.role, person.role],
        [t.columns.state, stateOf(context, person)],
        [t.columns.pin, person.hasPin ? t.yes : t.no],
        [t.columns.wait, waitOf(person) || t.no],
      ]);
    context.present({ data: personView(person), text }, flags);
  });

/** The table of the program itself: it needs no database, and nobody's leave. */
export const showPermissions = async (context: CliContext, flags: OutputFlags): Promise<void> => {
  const t = context.messages.cli.user;
  const rows = permissionRows();
  type PermissionRow = (typeof rows)[number];
  const columns: Column<PermissionRow>[] = [
    {
      title: t.columns.permission,
      value: ({ permiso }) =>
        `${permiso}  ${context.messages.office.people.can[permiso as keyof typeof context.messages.office.people.can]}`,
      shrinks: true,
    },
    ...ROLES.map((role) => ({
      title: role,
      value: (row: PermissionRow) => (row[role] ? t.yes : t.no),
    })),
  ];
  context.present({ data: rows, rows, text: (width) => table(rows, columns, width) }, flags);
};

interface LimitFlags extends Flags {
  readonly discount?: number;
  readonly price?: number;
}

/** Shows, or changes where a role and both figures are given. */
export const userLimits = (context: CliContext, role: Role | undefined, flags: LimitFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { discount, price } = flags;
    const { people } = opened.services;
    const t = context.messages.cli.user;
    if (role !== undefined && discount !== undefined && price !== undefined) {
      const { setLimits } = await import('../../app/people.ts');
      const actor = await context.asPerson(opened, flags, 'user.edit');
      const limits = { role, discount, priceChange: price };
      unwrap(await setLimits({ people }, { actor, grant: null }, limits));
      context.say(t.limitsSet(role));
    }
    const all = (await people.limits()).filter((one) => role === undefined || one.role === role);
    const columns: Column<RoleLimits>[] = [
      { title: t.columns.role, value: (one) => one.role },
      { title: t.columns.discount, value: (one) => String(one.discount), align: 'right' },
      { title: t.columns.price, value: (one) => String(one.priceChange), align: 'right' },
    ];
    const rows = all.map(limitsView);
    context.present({ data: rows, rows, text: (width) => table(all, columns, width) }, flags);
  });
