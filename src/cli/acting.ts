import type { ActedBy } from '../app/ports.ts';
import type { Permission } from '../domain/permissions.ts';
import type { CliContext, PersonFlags } from './context.ts';
import type { Opened } from './opened.ts';
import type { OutputFlags } from './output.ts';
import { whoApproves, whoIs } from './person.ts';

export interface ActingFlags extends PersonFlags, OutputFlags {
  readonly approver?: string;
  readonly reason?: string;
}

/** An act that a manager may approve. */
interface Approvable {
  readonly permission: Permission;
  /** As the routine names the act. */
  readonly reference: string;
  /** Stored with the approval where no reason was given. */
  readonly about: string;
}

/**
 * Who acts. An approval is taken whenever `--approver` names somebody, also of a person who may: a limit can be what the
 * own role is not enough for.
 */
export const actingBy = async (
  context: CliContext,
  opened: Opened,
  flags: ActingFlags,
  { permission, reference, about }: Approvable,
): Promise<ActedBy> => {
  if (!flags.approver) return { actor: await context.asPerson(opened, flags, permission), grant: null };
  const actor = await whoIs(context, opened, flags);
  const wanted = { permission, reference, reason: flags.reason ?? about };
  const grant = await whoApproves(context, opened, actor, flags.approver, wanted);
  return { actor, grant: grant?.id ?? null };
};
