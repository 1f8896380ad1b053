import { isEmail } from '../domain/email.ts';
import { type PosError, posError } from '../domain/errors.ts';
import type { NoticeSetting } from '../domain/notice.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { MailQueue, NoticeChange } from './ports/mail.ts';
import type { ActedBy } from './ports.ts';

/** What is wrong with a change before the database is asked; null: nothing. */
export const noticeProblem = ({ to, hour }: NoticeChange): PosError | null => {
  const wrong = to?.find((address) => !isEmail(address));
  if (wrong !== undefined) return posError('EMAIL_INVALIDO', { valor: wrong });
  return hour && !/^([01]\d|2[0-3]):[0-5]\d$/.test(hour)
    ? posError('VALOR_INVALIDO', { campo: 'hora', valor: hour, opciones: 'HH:MM' })
    : null;
};

/** Changes how a kind is told. Refuses with PERMISO_DENEGADO, EMAIL_INVALIDO, VALOR_INVALIDO. */
export const changeNotice = async (
  { mail }: { readonly mail: Pick<MailQueue, 'change'> },
  by: ActedBy,
  change: NoticeChange,
): Promise<Result<NoticeSetting>> => {
  const allowed = authorize(by.actor, 'settings.edit');
  if (!allowed.ok) return allowed;
  const problem = noticeProblem(change);
  return problem ? fail(problem) : mail.change(by, change);
};

const MOST_DAYS = 9_999;

/** Sets for how many days mails that were sent are kept. Refuses with PERMISO_DENEGADO, VALOR_INVALIDO. */
export const keepMails = async (
  { mail }: { readonly mail: Pick<MailQueue, 'keep'> },
  by: ActedBy,
  days: number,
): Promise<Result<number>> => {
  const allowed = authorize(by.actor, 'settings.edit');
  if (!allowed.ok) return allowed;
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return fail(posError('VALOR_INVALIDO', { campo: 'dias', valor: days, opciones: `1-${MOST_DAYS}` }));
  return mail.keep(by, days);
};

/** Makes a mail that failed due again; null: all that failed. Whoever sees them may. */
export const retryMails = async (
  { mail }: { readonly mail: Pick<MailQueue, 'retry'> },
  by: ActedBy,
  id: number | null,
): Promise<Result<number>> => {
  const allowed = authorize(by.actor, 'dashboard.read');
  return allowed.ok ? mail.retry(id) : allowed;
};
