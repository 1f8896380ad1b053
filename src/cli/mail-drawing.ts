import type { DrawnMail, MailFile, TakenMail } from '../app/ports/mail.ts';
import { type MailDocument, mailHtml, mailText } from '../domain/mail-document.ts';
import { isNoticeKind } from '../domain/notice.ts';
import type { Store } from '../domain/user.ts';
import { automatic, noticeMail, plainMail } from '../i18n/es/mail.ts';

/** Files that go with a mail; what a kind has none of is not asked for. */
export type FilesOf = (mail: Pick<TakenMail, 'kind' | 'data'>) => Promise<readonly MailFile[]>;

/** A document as the store's mail: text and HTML say the same. */
export const drawn = (document: MailDocument, store: Store): DrawnMail => {
  const lines = [store.address, store.phone ? `Tel. ${store.phone}` : null, automatic];
  const signature = { store: store.name, lines: lines.filter((line): line is string => Boolean(line)) };
  return {
    subject: document.subject,
    text: mailText(document, signature),
    html: mailHtml(document, signature),
  };
};

/** A queued mail as it goes out. Kinds that nobody knows any more go out in the words that they were queued with. */
export const drawMail = (
  mail: Pick<TakenMail, 'kind' | 'data' | 'subject' | 'body'>,
  store: Store,
): DrawnMail =>
  drawn(
    mail.data !== null && isNoticeKind(mail.kind) && mail.kind !== 'resumen_diario'
      ? noticeMail(mail.kind, mail.data)
      : plainMail(mail.subject, mail.body),
    store,
  );
