import { isDemoSecret } from '../domain/demo.ts';
import { posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { PasswordHasher, SignInAttempt, Stores, Users } from './ports.ts';

interface Ports {
  readonly users: Users;
  readonly stores: Stores;
  readonly hasher: PasswordHasher;
}

export interface SignInRequest {
  /** Short name or e-mail. */
  readonly login: string;
  readonly secret: string;
  /** A PIN only switches cashiers and approves at a till that somebody has opened with a password. */
  readonly kind: 'password' | 'pin';
}

/** `refused`: the secret is right only in a demonstration, and this is none. */
const attemptWith = async (
  hasher: PasswordHasher,
  attempt: SignInAttempt,
  login: string,
  request: SignInRequest,
  refused: boolean,
): Promise<Result<User>> => {
  const known = await attempt.credential(login);
  if (known && known.waitSeconds > 0)
    return fail(posError('DEMASIADOS_INTENTOS', { segundos: known.waitSeconds }));
  const hash = request.kind === 'pin' ? known?.pinHash : known?.passwordHash;
  // As much work for an unknown name as for a known one: the time tells nothing.
  const good = await hasher.verify(request.secret, hash ?? hasher.decoy);
  if (!known?.active || !hash || !good) {
    await attempt.noteAttempt(login, known?.user.id ?? null, false);
    return fail(posError('CREDENCIALES_INVALIDAS'));
  }
  if (refused) return fail(posError('CLAVE_DE_DEMOSTRACION'));
  await attempt.noteAttempt(login, known.user.id, true);
  return ok(known.user);
};

/**
 * Checks a name with its password or PIN. Every failure reads the same; each one lengthens the wait for the next.
 * Refuses CREDENCIALES_INVALIDAS, DEMASIADOS_INTENTOS {segundos}, CLAVE_DE_DEMOSTRACION.
 */
export const signIn = async (ports: Ports, request: SignInRequest): Promise<Result<User>> => {
  const login = request.login.trim();
  // Asked beforehand: an attempt must not wait for a connection that others hold while they wait for it.
  const refused = isDemoSecret(request.secret) && !(await ports.stores.store()).demo;
  return ports.users.oneAtATime(login, (attempt) =>
    attemptWith(ports.hasher, attempt, login, request, refused),
  );
};

/** A manager's approval on the spot: proves who it is and that the role may. */
export const approve = async (
  ports: Ports,
  request: SignInRequest,
  permission: Permission,
): Promise<Result<User>> => {
  const signed = await signIn(ports, request);
  return signed.ok ? authorize(signed.value, permission) : signed;
};
