import type { ActedBy } from '../../app/ports.ts';
import type { Services } from '../../app/services.ts';
import { may } from '../../domain/permissions.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { whoApproves } from '../person.ts';

export interface EditFlags extends PersonFlags, OutputFlags {
  readonly approver?: string;
  readonly reason?: string;
}

/** The identity of what is made: given, so that a command can be sent again, or a new one. */
export const uuidOf = (given: string | undefined, { ids }: Pick<Services, 'ids'>): string =>
  given ?? ids.uuid();

/** Who changes a family, with a manager's approval of just this act where the role is not enough. */
export const actingFor = async (
  context: CliContext,
  opened: Opened,
  flags: EditFlags,
  reference: string,
): Promise<ActedBy> => {
  const needed = flags.approver === undefined ? 'client.edit' : 'client.list';
  const actor = await context.asPerson(opened, flags, needed);
  if (may(actor.role, 'client.edit')) return { actor, grant: null };
  const grant = await whoApproves(context, opened, actor, flags.approver, {
    permission: 'client.edit',
    reference,
    reason: flags.reason ?? '',
  });
  return { actor, grant: grant?.id ?? null };
};
