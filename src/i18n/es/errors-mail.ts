import type { ErrorParams } from '../../domain/errors.ts';

/** The queue of mail and its server. */
export const mailErrors = {
  CORREO_INEXISTENTE: (p) => `No existe el correo ${p.correo ?? ''}: vea «pos notify --status».`,
  CORREO_NO_PENDIENTE: (p) =>
    `El correo ${p.correo ?? ''} no espera nada: ${p.estado === 'enviada' ? 'ya se envió' : 'se está enviando o va en otro'}; vea «pos notify --status».`,
  CORREO_SIN_SERVIDOR: () =>
    'No hay un servidor de correo configurado: guarde su dirección con «pos config set smtp_url».',
  CORREO: (p) =>
    `El servidor de correo no está disponible (${p.causa ?? 'sin respuesta'}): revise «pos doctor»; los correos esperan en la cola.`,
} satisfies Record<string, (p: ErrorParams) => string>;
