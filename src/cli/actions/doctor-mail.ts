import type { Opened } from '../opened.ts';
import { bad, type Check, good, type Words } from './doctor-checks.ts';

/** A mail that is due longer than this is waiting for a sender that does not come. */
const LATE_SECONDS = 1_800;

/** Whether mail goes out: the server answers and knows us, and nothing waits or has failed. */
export const mailChecks = async (t: Words, { services, config }: Opened): Promise<Check[]> => {
  const words = t.mail;
  const { smtpPlace } = await import('../../adapters/mail/setting.ts');
  const counts = await services.mail.counts();
  const { smtp } = config;
  const server = async (): Promise<Check> => {
    if (!smtp) return bad('skip', 'smtp', words.server, words.none, words.noneMeaning, words.noneRemedy);
    const { checkSmtp } = await import('./notify-mails.ts');
    const answer = await checkSmtp(smtp);
    return answer.kind === 'sent'
      ? good('smtp', words.server, smtpPlace(smtp), words.good)
      : bad('warn', 'smtp', words.server, `${smtpPlace(smtp)}: ${answer.reason}`, words.bad, words.badRemedy);
  };
  const late = (counts.oldestSeconds ?? 0) > LATE_SECONDS;
  const told = words.counts(counts.due, Math.floor((counts.oldestSeconds ?? 0) / 60), counts.states.fallida);
  const queue =
    late || counts.states.fallida > 0
      ? bad('warn', 'correos', words.queue, told, words.late, words.lateRemedy)
      : good('correos', words.queue, told, words.flowing);
  return [await server(), queue];
};
