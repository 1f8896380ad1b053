import type { ErrorParams } from '../../domain/errors.ts';

/** The queue of mail and its server. */
export const mailErrors = {
  CORREO_INEXISTENTE: (p) => `There is no mail ${p.correo ?? ''}: see «pos notify --status».`,
  CORREO_NO_PENDIENTE: (p) =>
    `Mail ${p.correo ?? ''} waits for nothing: it ${p.estado === 'enviada' ? 'has been sent' : 'is being sent or goes with another'}; see «pos notify --status».`,
} satisfies Record<string, (p: ErrorParams) => string>;
