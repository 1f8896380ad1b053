import * as people from '../../app/people.ts';
import type { Person, PersonEdit } from '../../app/ports/people.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Permission, Role } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/user.ts';
import { asOwner } from '../compose.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { newSecret } from '../new-secret.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { passwordOf, whoIsSignedIn } from '../person.ts';
import { unwrap } from '../unwrap.ts';
import { personView } from '../views-user.ts';

type Flags = PersonFlags & OutputFlags;
type Words = CliContext['messages']['cli']['user'];

/** What became of a person: as it is stored now, with a sentence. */
const tell = async (
  context: CliContext,
  { services }: Opened,
  id: number,
  flags: OutputFlags,
  say: (t: Words, person: Person) => string,
): Promise<void> => {
  const person = unwrap(await services.people.show(id));
  context.present({ data: personView(person), text: () => say(context.messages.cli.user, person) }, flags);
};

interface CreateFlags extends Flags {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/**
 * The first person of a store can be made by nobody who has signed in: the account that owns the database does it, which
 * the private server gives to its system user, and a configuration to whoever wrote the owner's address into it.
 */
const createFirst = async (
  context: CliContext,
  opened: Opened,
  form: people.PersonForm,
  flags: CreateFlags,
): Promise<void> => {
  const { createFirstPerson } = await import('../../adapters/db/people.ts');
  const made = await asOwner(opened, (owner) =>
    people.createFirst(opened.services.hasher, (person) => createFirstPerson(owner, person), form),
  );
  if (!made) throw new PosFailure(posError('DUENIO_REQUERIDO'));
  await tell(context, opened, unwrap(made), flags, (t, { login }) => t.firstCreated(login));
};

export const createUser = (context: CliContext, login: string, flags: CreateFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const first = flags.role === 'admin' && (await services.people.list()).length === 0;
    const actor = first ? null : await context.asPerson(opened, flags, 'user.edit');
    const { name, email, role } = flags;
    const wrong = people.personProblem({ login, name, email });
    if (wrong) throw new PosFailure(wrong);
    const password = await newSecret(context, 'password', login);
    const form = { login, name: name.trim(), email: email.trim(), role, password, pin: null };
    if (!actor) return createFirst(context, opened, form, flags);
    const id = unwrap(await people.createPerson(services, { actor, grant: null }, form));
    await tell(context, opened, id, flags, (t, person) => t.created(person.login));
  });

/** Does something to a person named by login or e-mail, as whoever may. */
const change = (
  context: CliContext,
  login: string,
  flags: Flags,
  permission: Permission,
  act: (opened: Opened, actor: Actor, person: Person) => Promise<(t: Words, person: Person) => string>,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, permission);
    const person = unwrap(await opened.services.people.show(login));
    const say = await act(opened, actor, person);
    await tell(context, opened, person.id, flags, say);
  });

interface EditFlags extends Flags {
  readonly login?: string;
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
}

export const editUser = (context: CliContext, login: string, flags: EditFlags): Promise<void> =>
  change(context, login, flags, 'user.edit', async ({ services }, actor, person) => {
    const edit: PersonEdit = {
      ...(flags.login === undefined ? {} : { login: flags.login }),
      ...(flags.name === undefined ? {} : { name: flags.name }),
      ...(flags.email === undefined ? {} : { email: flags.email }),
      ...(flags.role === undefined ? {} : { role: flags.role }),
    };
    unwrap(await people.editPerson(services, { actor, grant: null }, person.id, edit));
    return (t, now) => t.edited(now.login);
  });

export const setUserActive = (
  context: CliContext,
  login: string,
  flags: Flags,
  active: boolean,
): Promise<void> =>
  change(context, login, flags, 'user.edit', async ({ services }, actor, person) => {
    unwrap(await people.setPersonActive(services, { actor, grant: null }, person.id, active));
    return (t, now) => (active ? t.activated(now.login) : t.deactivated(now.login));
  });

export const unlockUser = (context: CliContext, login: string, flags: Flags): Promise<void> =>
  change(context, login, flags, 'user.unlock', async ({ services }, actor, person) => {
    unwrap(await people.unlockPerson(services, { actor, grant: null }, person.id));
    return (t, now) => t.unlocked(now.login);
  });

/** Where the only admin has forgotten the password, the account that owns the database gives another. */
const recover = async (opened: Opened, id: number): Promise<string> => {
  const { resetAsOwner } = await import('../../adapters/db/people.ts');
  const given = await asOwner(opened, (owner) =>
    people.recoverAccess(opened.services.hasher, (sealed) => resetAsOwner(owner, id, sealed)),
  );
  if (!given) throw new PosFailure(posError('DUENIO_REQUERIDO'));
  return unwrap(given);
};

/** The password goes to standard output, once: it is the answer of this command. */
export const resetUser = (
  context: CliContext,
  login: string,
  flags: Flags & { readonly owner?: boolean },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const actor = flags.owner ? null : await context.asPerson(opened, flags, 'user.edit');
    const person = unwrap(await services.people.show(login));
    const password = actor
      ? unwrap(await people.resetPassword(services, { actor, grant: null }, person.id))
      : await recover(opened, person.id);
    context.present(
      {
        data: { usuario: person.login, contrasena: password },
        text: () => context.messages.cli.user.wasReset(person.login, password),
      },
      flags,
    );
  });

/** One's own secrets, with the present password: also for a person who must change it. */
const ownSecret = (
  context: CliContext,
  flags: Flags,
  secrets: (login: string) => Promise<{ readonly password?: string; readonly pin?: string }>,
  say: (t: Words, person: Person) => string,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { user, secret } = await whoIsSignedIn(context, opened, flags);
    const present = secret ?? (await passwordOf(context, user.login));
    unwrap(await people.changeSecrets(opened.services, user, present, await secrets(user.login)));
    await tell(context, opened, user.id, flags, say);
  });

export const changePassword = (context: CliContext, flags: Flags): Promise<void> =>
  ownSecret(
    context,
    flags,
    async (login) => ({ password: await newSecret(context, 'password', login) }),
    (t, { name }) => t.passwordChanged(name),
  );

/** `--none` gives `none: true`. */
export const changePin = (context: CliContext, flags: Flags & { readonly none?: boolean }): Promise<void> =>
  ownSecret(
    context,
    flags,
    async (login) => ({ pin: flags.none ? '' : await newSecret(context, 'pin', login) }),
    (t, { name }) => (flags.none ? t.pinGone(name) : t.pinChanged(name)),
  );
