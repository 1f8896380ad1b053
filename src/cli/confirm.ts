import { ask, Interrupted } from './prompt.ts';

const YES = /^(?:s|si|sí|y|yes)$/i;

/** Whether what was typed at a `[s/N]` is a yes. */
export const isYes = (typed: string | null): boolean => YES.test(typed?.trim() ?? '');

export interface ConfirmFlags {
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Asks at a terminal before something is done that hurts; a script, `--yes` and `--json` are not asked.
 * @throws Interrupted when the answer is not yes, before anything was changed
 */
export const confirm = async (question: string, flags: ConfirmFlags): Promise<void> => {
  if (flags.yes || flags.json || process.stdin.isTTY !== true) return;
  if (!isYes(await ask(`${question} [s/N] `, true))) throw new Interrupted();
};
