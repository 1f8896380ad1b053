import type { InvoiceSettings } from '../../domain/invoice/record.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';

export type FindingState = 'ok' | 'warn' | 'fail' | 'skip';

/** What a look at one part of invoicing found. */
export interface Finding {
  readonly id: string;
  readonly name: string;
  readonly state: FindingState;
  readonly result: string;
  readonly remedy: string | null;
}

export interface Look {
  readonly context: CliContext;
  readonly opened: Opened;
  readonly settings: InvoiceSettings | null;
}

export const finding = (
  { context }: Look,
  id: keyof CliContext['messages']['cli']['invoiceSetup']['checks'],
  state: FindingState,
  result: string,
): Finding => {
  const t = context.messages.cli.invoiceSetup;
  const remedies: Readonly<Partial<Record<string, string>>> = t.remedies;
  return { id, name: t.checks[id], state, result, remedy: state === 'ok' ? null : (remedies[id] ?? null) };
};
