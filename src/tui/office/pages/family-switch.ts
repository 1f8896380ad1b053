import { changeClient, changeRestriction, changeStudent, familyReference } from '../../../app/edit-family.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Act, Desk, Done } from '../page.ts';

type What = 'client' | 'student' | 'restriction';

interface Switching {
  readonly what: What;
  readonly id: number;
  readonly active: boolean;
  readonly name: string;
}

/**
 * The act that takes someone or something out of use, which is asked first, or back into it.
 * @param more of a client the number of active cards, of a restriction whose it is
 */
export const switching = (
  what: What,
  id: number,
  active: boolean,
  name: string,
  t: Messages['office']['families'],
  more: string | number = '',
): Act => {
  const questions = {
    client: () => t.askClientOff(name, Number(more)),
    student: () => t.askStudentOff(name),
    restriction: () => t.askRestrictionOff(name, String(more)),
  };
  const input: Switching = { what, id, active, name };
  return {
    do: 'switch',
    input,
    ...(active ? {} : { confirm: questions[what]() }),
    approve: { permission: 'client.edit', reference: familyReference[what](id), about: t.about(name) },
  };
};

const CHANGES = { client: changeClient, student: changeStudent, restriction: changeRestriction } as const;

export const switchCommands = {
  switch: async (desk: Desk, { what, id, active, name }: Switching): Promise<Result<Done>> => {
    const { services, actor, grant, words } = desk;
    const changed = await CHANGES[what](services, { actor, grant }, id, { active });
    if (!changed.ok) return changed;
    const t = words.office.families;
    return ok({ say: active ? t.activated(name) : t.deactivated(name) });
  },
};
