import type { Permission } from '../domain/permissions.ts';
import { ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { ActedBy } from './ports.ts';

/** As `authorize`; with an approval the routine judges whether it was given for this very act. */
export const authorizeAct = (by: ActedBy, permission: Permission): Result<User> =>
  by.grant === null ? authorize(by.actor, permission) : ok(by.actor);
