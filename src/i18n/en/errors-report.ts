import type { Messages } from '../es.ts';

/** Refusals of reports. */
export const reportErrors: Pick<Messages['errors'], 'RANGO_INVALIDO' | 'INFORME_INEXISTENTE'> = {
  RANGO_INVALIDO: (p) =>
    `From ${p.desde ?? ''} to ${p.hasta ?? ''} is no period: the first date comes before the last, and ten years are the most.`,
  INFORME_INEXISTENTE: (p) => `There is no report ${p.informe ?? ''}: ask for it again.`,
};
