import { setLimits } from '../../app/people.ts';
import type { Person, RoleLimits } from '../../app/ports/people.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
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
  const can: Readonly<Record<string, string>> = context.messages.office.people.can;
  const columns: Column<PermissionRow>[] = [
    { title: t.columns.permission, value: ({ permiso }) => permiso },
    { title: '', value: ({ permiso }) => can[permiso] ?? '', shrinks: true },
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

/** Shows, or changes what is given for a role; the other figure stays. */
export const userLimits = (context: CliContext, role: Role | undefined, flags: LimitFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { people } = opened.services;
    const t = context.messages.cli.user;
    const { discount, price } = flags;
    if (discount !== undefined || price !== undefined) {
      if (role === undefined) throw new PosFailure(posError('VALOR_INVALIDO', { campo: 'rol' }));
      const actor = await context.asPerson(opened, flags, 'user.edit');
      const before = (await people.limits()).find((one) => one.role === role);
      const limits = {
        role,
        discount: discount ?? before?.discount ?? 0,
        priceChange: price ?? before?.priceChange ?? 0,
      };
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
