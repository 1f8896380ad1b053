import { posError } from '../domain/errors.ts';
import { may, type Permission } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';

/** The user, if the role may do it; PERMISO_DENEGADO otherwise. */
export const authorize = (user: User, permission: Permission): Result<User> =>
  may(user.role, permission)
    ? ok(user)
    : fail(posError('PERMISO_DENEGADO', { usuario: user.login, rol: user.role, permiso: permission }));

/** Who reads: a person; or `system`, a program or a command under the account of the configuration, which may. */
export type Reader = User | 'system';

export const authorizeReader = (who: Reader, permission: Permission): Result<Reader> =>
  who === 'system' ? ok(who) : authorize(who, permission);
