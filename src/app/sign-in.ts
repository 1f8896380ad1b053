import { isDemoSecret } from '../domain/demo.ts';
import { posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { PasswordHasher, Stores, Users } from './ports.ts';

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

/** Work as long for an unknown name as for a known one, so that the time tells nothing. */
let decoy: Promise<string> | undefined;

/**
 * Checks a name with its password or PIN. Every failure reads the same; each one lengthens the wait for the next.
 * Refuses CREDENCIALES_INVALIDAS, DEMASIADOS_INTENTOS {segundos}, CLAVE_DE_DEMOSTRACION.
 */
export const signIn = async (ports: Ports, request: SignInRequest): Promise<Result<User>> => {
  const login = request.login.trim();
  const known = await ports.users.credential(login);
  if (known && known.waitSeconds > 0)
    return fail(posError('DEMASIADOS_INTENTOS', { segundos: known.waitSeconds }));
  const hash = request.kind === 'pin' ? known?.pinHash : known?.passwordHash;
  decoy ??= ports.hasher.hash('no such user');
  const good = await ports.hasher.verify(request.secret, hash ?? (await decoy));
  if (!known?.active || !hash || !good) {
    await ports.users.noteAttempt(login, known?.user.id ?? null, false);
    return fail(posError('CREDENCIALES_INVALIDAS'));
  }
  if (isDemoSecret(request.secret) && !(await ports.stores.store()).demo)
    return fail(posError('CLAVE_DE_DEMOSTRACION'));
  await ports.users.noteAttempt(login, known.user.id, true);
  return ok(known.user);
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
