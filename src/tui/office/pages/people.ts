import { resetPassword, setPersonActive, unlockPerson } from '../../../app/people.ts';
import type { Person } from '../../../app/ports/people.ts';
import { may, PERMISSIONS, type Permission, ROLES } from '../../../domain/permissions.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import { width } from '../../text.ts';
import { type Ask, type Desk, type Done, type ListView, page, type Row } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';
import { limitsPage, secretPage, userPage } from './people-forms.ts';

type Words = Messages['office']['people'];

const stateOf = (person: Person, t: Words): string => {
  if (!person.active) return t.inactive;
  if (person.waitSeconds > 0) return t.waiting(person.waitSeconds);
  return person.mustChange ? t.mustChange : t.active;
};

const rowOf = (person: Person, { words, actor }: Ask): Row => {
  const t = words.office.people;
  const { id, name, login } = person;
  const edits = may(actor.role, 'user.edit');
  const go = { go: { page: 'user' as const, params: { id } } };
  const confirm = person.active ? { confirm: t.deactivate(name) } : {};
  return {
    id,
    cells: [login, name, t.roles[person.role], stateOf(person, t), person.hasPin ? t.yes : t.no],
    ...(person.active
      ? person.waitSeconds > 0
        ? { style: 'warn' as const }
        : {}
      : { style: 'dim' as const }),
    actions: {
      ...(edits || person.role === 'cajero'
        ? {
            unlockUser:
              person.failures > 0 ? { do: 'unlock', input: { id, name } } : { disabled: t.notWaiting },
          }
        : {}),
      ...(edits
        ? {
            open: go,
            edit: go,
            deactivate: { do: 'switch', input: { id, name, active: !person.active }, ...confirm },
            resetPassword: { do: 'reset', input: { id, login }, confirm: t.reset(name) },
          }
        : {}),
    },
  };
};

const usersView = (people: readonly Person[], ask: Ask): ListView => {
  const { words, text, actor } = ask;
  const t = words.office.people;
  const shown = matching(people, text, (one) => [one.login, one.name, one.email, t.roles[one.role]]);
  return {
    kind: 'list',
    title: words.office.titles.users,
    aside: String(people.length),
    columns: [
      { title: t.columns.login, width: 16 },
      { title: t.columns.name, width: 'rest' },
      { title: t.columns.role, width: 13 },
      { title: t.columns.state, width: 21 },
      { title: t.columns.pin, width: 3 },
    ],
    rows: shown.map((person) => rowOf(person, ask)),
    empty: t.empty,
    actions: {
      create: may(actor.role, 'user.edit') ? { go: { page: 'user' } } : { disabled: t.onlyAdmins },
      ownSecret: { go: { page: 'userSecret' } },
    },
  };
};

const usersPage = page<readonly Person[]>({
  permission: 'user.list',
  load: async ({ services }) => ok(await services.people.list()),
  view: usersView,
  everySeconds: 5,
  hint: (words) => words.office.people.hint,
  commands: {
    switch: async (desk, input: { id: number; name: string; active: boolean }): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const done = await setPersonActive(services, { actor, grant }, input.id, input.active);
      const t = words.office.people;
      return done.ok ? ok({ say: input.active ? t.activated(input.name) : t.deactivated(input.name) }) : done;
    },
    unlock: async (desk, input: { id: number; name: string }): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const done = await unlockPerson(services, { actor, grant }, input.id);
      return done.ok ? ok({ say: words.office.people.unlocked(input.name) }) : done;
    },
    reset: (desk, input: { id: number; login: string }) => reset(desk, input),
  },
});

/** The password goes to a page that shows it and keeps nothing. */
const reset = async (desk: Desk, { id, login }: { id: number; login: string }): Promise<Result<Done>> => {
  const { services, actor, grant } = desk;
  const done = await resetPassword(services, { actor, grant }, id);
  return done.ok ? ok({ next: { page: 'userSecret', params: { login, password: done.value } } }) : done;
};

const permissionsPage = page<null>({
  permission: 'user.list',
  load: async () => ok(null),
  view: (_, { words, text }) => {
    const t = words.office.people;
    const all = Object.keys(PERMISSIONS) as Permission[];
    const shown = matching(all, text, (one) => [one, t.can[one]]);
    return {
      kind: 'list',
      title: words.office.titles.permissions,
      columns: [
        { title: t.columns.what, width: 'rest' },
        ...ROLES.map((role) => ({ title: t.roles[role], width: width(t.roles[role]) })),
      ],
      rows: shown.map((one) => ({
        id: one,
        cells: [t.can[one], ...ROLES.map((role) => (may(role, one) ? t.yes : t.no))],
      })),
      empty: t.empty,
    };
  },
});

export const peoplePages: PageSet = {
  users: usersPage,
  user: userPage,
  userSecret: secretPage,
  permissions: permissionsPage,
  limits: limitsPage,
};
