import type { Result } from '../../../domain/result.ts';
import type { Wrong } from '../page.ts';

/** The first field that a check refuses, each looked at alone; null: all are right. */
export const firstWrong = <Form extends object>(
  form: Partial<Form>,
  check: (form: Partial<Form>) => Result<unknown>,
): Wrong | null => {
  for (const id of Object.keys(form) as (keyof Form & string)[]) {
    const checked = check({ [id]: form[id] } as unknown as Partial<Form>);
    if (!checked.ok) return { wrong: id, error: checked.error };
  }
  return null;
};
