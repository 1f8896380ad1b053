import { isEmail } from '../domain/email.ts';
import { posError } from '../domain/errors.ts';
import type { NoticeSetting } from '../domain/notice.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { MailQueue, NoticeChange } from './ports/mail.ts';
import type { ActedBy } from './ports.ts';

/** Changes how a kind is told. Refuses with PERMISO_DENEGADO, EMAIL_INVALIDO, VALOR_INVALIDO. */
export const changeNotice = async (
  { mail }: { readonly mail: Pick<MailQueue, 'change'> },
  by: ActedBy,
  change: NoticeChange,
): Promise<Result<NoticeSetting>> => {
  const allowed = authorize(by.actor, 'settings.edit');
  if (!allowed.ok) return allowed;
  const wrong = change.to?.find((address) => !isEmail(address));
  if (wrong !== undefined) return fail(posError('EMAIL_INVALIDO', { valor: wrong }));
  if (change.hour && !/^([01]\d|2[0-3]):[0-5]\d$/.test(change.hour))
    return fail(posError('VALOR_INVALIDO', { campo: 'hora', valor: change.hour, opciones: 'HH:MM' }));
  return mail.change(by, change);
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
