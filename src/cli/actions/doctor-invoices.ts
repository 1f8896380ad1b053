import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { bad, type Check, good } from './doctor-checks.ts';
import { invoicingFindings } from './invoice-check.ts';

/** Invoicing in one line, without asking the service: `pos invoice check` tells the rest. A store may do without. */
export const invoicingCheck = async (context: CliContext, opened: Opened): Promise<Check> => {
  const words = context.messages.doctor.invoicing;
  const settings = await opened.services.invoices.settings();
  if (!settings?.on)
    return bad('skip', 'facturacion', words.name, words.off, words.offMeaning, words.offRemedy);
  const wrong = (await invoicingFindings(context, opened)).filter(({ state }) => state !== 'ok');
  if (wrong.length === 0) return good('facturacion', words.name, words.ready, words.good);
  const told = wrong.map(({ name, result }) => `${name}: ${result}`).join('; ');
  return bad('warn', 'facturacion', words.name, told, words.wrong, words.wrongRemedy);
};
