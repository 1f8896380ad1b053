import type { QueuedMail } from '../app/ports/mail.ts';
import { isNoticeKind, type NoticeSetting } from '../domain/notice.ts';
import type { CliContext } from './context.ts';
import type { Column } from './table.ts';

export const mailView = (mail: QueuedMail) => ({
  correo: mail.id,
  tipo: mail.kind,
  destinatario: mail.to,
  asunto: mail.subject,
  estado: mail.state,
  intentos: mail.attempts,
  error: mail.reason,
  creado: mail.createdAt,
  enviado: mail.sentAt,
  proximo_intento: mail.state === 'pendiente' ? mail.nextAt : null,
});

export const noticeView = (setting: NoticeSetting) => ({
  tipo: setting.kind,
  activo: setting.on,
  lee: setting.reader,
  hora: setting.hour,
  limite: setting.limit,
  destinatarios: setting.to,
});

export const mailColumns = ({ messages }: CliContext): Column<QueuedMail>[] => {
  const { columns: t, kinds, states } = messages.notify;
  return [
    { title: t.id, value: (mail) => String(mail.id), align: 'right' },
    { title: t.created, value: (mail) => mail.createdAt.slice(0, 16) },
    {
      title: t.kind,
      value: (mail) => (isNoticeKind(mail.kind) ? kinds[mail.kind] : mail.kind),
      shrinks: true,
    },
    { title: t.to, value: (mail) => mail.to, shrinks: true },
    { title: t.subject, value: (mail) => mail.subject, shrinks: true },
    { title: t.state, value: (mail) => states[mail.state] },
    { title: t.attempts, value: (mail) => String(mail.attempts), align: 'right' },
    { title: t.reason, value: (mail) => mail.reason ?? '', shrinks: true },
  ];
};
