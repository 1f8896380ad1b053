import { type PosError, posError } from '../domain/errors.ts';
import type { Role } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { ONE_TIME_LENGTH, oneTimePassword, passwordProblem, pinProblem } from '../domain/secrets.ts';
import type { Actor } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { People, PersonEdit, RoleLimits } from './ports/people.ts';
import type { ActedBy, PasswordHasher, Users } from './ports.ts';

interface Ports {
  readonly people: People;
  readonly hasher: PasswordHasher;
}

export interface PersonForm {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** As typed. */
  readonly password: string;
  readonly pin: string | null;
}

const LOGIN = /^[a-z0-9._-]{3,40}$/;
/** A name with an escape sequence in it would move the cursor of every screen that shows it. */
const CONTROLS = /\p{Cc}/u;

/** The first thing wrong with what was typed about a person, as the database would say it. */
export const personProblem = (person: PersonEdit): PosError | null => {
  const wrong = (campo: string, opciones?: string): PosError =>
    posError('VALOR_INVALIDO', { campo, ...(opciones ? { opciones } : {}) });
  if (person.login !== undefined && !LOGIN.test(person.login)) return wrong('usuario', '3-40: a-z 0-9 . _ -');
  const name = person.name?.trim();
  if (name !== undefined && (name === '' || [...name].length > 120 || CONTROLS.test(name)))
    return wrong('nombre');
  if (person.email !== undefined && !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(person.email.trim()))
    return wrong('email', 'nombre@servidor.com');
  return null;
};

const sealed = async (
  hasher: PasswordHasher,
  form: PersonForm,
): Promise<Result<Parameters<People['create']>[1]>> => {
  const wrong =
    personProblem(form) ?? passwordProblem(form.password, form) ?? (form.pin ? pinProblem(form.pin) : null);
  if (wrong) return fail(wrong);
  return ok({
    ...form,
    password: await hasher.seal(form.password),
    pin: form.pin ? await hasher.seal(form.pin) : null,
  });
};

/** A new person, who must choose another password at the first sign-in. */
export const createPerson = async (
  { people, hasher }: Ports,
  by: ActedBy,
  form: PersonForm,
): Promise<Result<number>> => {
  const may = authorize(by.actor, 'user.edit');
  if (!may.ok) return may;
  const person = await sealed(hasher, form);
  return person.ok ? people.create(by, person.value) : person;
};

/** The first person of a store; `create` goes over the account that owns it. */
export const createFirst = async (
  hasher: PasswordHasher,
  create: (person: Parameters<People['create']>[1]) => Promise<Result<number>>,
  form: PersonForm,
): Promise<Result<number>> => {
  const person = await sealed(hasher, form);
  return person.ok ? create(person.value) : person;
};

export const editPerson = async (
  { people }: Pick<Ports, 'people'>,
  by: ActedBy,
  id: number,
  edit: PersonEdit,
): Promise<Result<number>> => {
  const may = authorize(by.actor, 'user.edit');
  if (!may.ok) return may;
  const wrong = personProblem(edit);
  return wrong ? fail(wrong) : people.edit(by, id, edit);
};

/** Refuses PROPIO_USUARIO, ULTIMO_ADMIN. */
export const setPersonActive = async (
  { people }: Pick<Ports, 'people'>,
  by: ActedBy,
  id: number,
  active: boolean,
): Promise<Result<number>> => {
  const may = authorize(by.actor, 'user.edit');
  if (!may.ok) return may;
  return people.setActive(by, id, active);
};

const oneTime = async (
  hasher: PasswordHasher,
  store: (sealed: string) => Promise<Result<number>>,
): Promise<Result<string>> => {
  const password = oneTimePassword(hasher.random(ONE_TIME_LENGTH));
  const done = await store(await hasher.seal(password));
  return done.ok ? ok(password) : done;
};

/** Gives a person a password that is good for one sign-in and then asks for another. @returns that password */
export const resetPassword = async (
  { people, hasher }: Ports,
  by: ActedBy,
  id: number,
): Promise<Result<string>> => {
  const may = authorize(by.actor, 'user.edit');
  if (!may.ok) return may;
  return oneTime(hasher, (sealed) => people.resetPassword(by, id, sealed));
};

/**
 * The same for a person whom nobody is left to help: `reset` goes over the account that owns the database.
 * @returns the password
 */
export const recoverAccess = (
  hasher: PasswordHasher,
  reset: (sealed: string) => Promise<Result<number>>,
): Promise<Result<string>> => oneTime(hasher, reset);

/** The database judges whose: whoever is more than a cashier is unlocked by those who edit users. */
export const unlockPerson = async (
  { people }: Pick<Ports, 'people'>,
  by: ActedBy,
  id: number,
): Promise<Result<number>> => {
  const may = authorize(by.actor, 'user.unlock');
  if (!may.ok) return may;
  return people.unlock(by, id);
};

export const setLimits = async (
  { people }: Pick<Ports, 'people'>,
  by: ActedBy,
  limits: RoleLimits,
): Promise<Result<RoleLimits>> => {
  const may = authorize(by.actor, 'user.edit');
  if (!may.ok) return may;
  const within = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 0 && value <= most;
  if (!within(limits.discount, 100))
    return fail(posError('VALOR_INVALIDO', { campo: 'descuento', opciones: '0-100' }));
  if (!within(limits.priceChange, 1_000))
    return fail(posError('VALOR_INVALIDO', { campo: 'precio', opciones: '0-1000' }));
  return people.setLimits(by, limits);
};

interface OwnPorts extends Ports {
  readonly users: Pick<Users, 'secretParameters'>;
}

/**
 * Changes one's own password or PIN, with the present password; `pin` '' takes the PIN away. Refuses CLAVE_DEBIL,
 * PIN_DEBIL {regla}, and as signing in does.
 */
export const changeSecrets = async (
  { people, hasher, users }: OwnPorts,
  actor: Actor,
  present: string,
  secrets: { readonly password?: string; readonly pin?: string },
): Promise<Result<number>> => {
  const { password, pin } = secrets;
  if (password !== undefined) {
    const wrong =
      password === present ? posError('CLAVE_DEBIL', { regla: 'igual' }) : passwordProblem(password, actor);
    if (wrong) return fail(wrong);
  }
  const wrongPin = pin ? pinProblem(pin) : null;
  if (wrongPin) return fail(wrongPin);
  const parameters = await users.secretParameters(actor.login);
  return people.setSecrets(actor, await hasher.prove(present, parameters.password), {
    ...(password === undefined ? {} : { password: await hasher.seal(password) }),
    ...(pin === undefined ? {} : { pin: pin === '' ? '' : await hasher.seal(pin) }),
  });
};
