import type { ErrorParams } from '../../domain/errors.ts';

/** The queue of mail and its server. */
export const mailErrors = {
  CORREO_INEXISTENTE: (p) => `No existe el correo ${p.correo ?? ''}: vea «pos notify --status».`,
  CORREO_NO_PENDIENTE: (p) =>
    `El correo ${p.correo ?? ''} no espera nada: ${p.estado === 'enviada' ? 'ya se envió' : 'se está enviando o va en otro'}; vea «pos notify --status».`,
} satisfies Record<string, (p: ErrorParams) => string>;
