import type { ErrorParams } from '../../domain/errors.ts';

/** The queue of mail and its server. */
export const mailErrors = {
  CORREO_INEXISTENTE: (p) => `There is no mail ${p.correo ?? ''}: see “pos notify --status”.`,
  CORREO_NO_PENDIENTE: (p) =>
    `Mail ${p.correo ?? ''} waits for nothing: it ${p.estado === 'enviada' ? 'has been sent' : 'is being sent or goes with another'}; see “pos notify --status”.`,
  CORREO_SIN_SERVIDOR: () => 'No mail server is set: store its address with “pos config set smtp_url”.',
  CORREO: (p) =>
    `The mail server is not available (${p.causa ?? 'no answer'}): see “pos doctor”; mails wait in the queue.`,
} satisfies Record<string, (p: ErrorParams) => string>;
