import type { ErrorParams } from '../../domain/errors.ts';

const day = (value: string | number | undefined): string =>
  String(value ?? '')
    .split('-')
    .reverse()
    .join('/');

/** Refusals of reports. */
export const reportErrors = {
  RANGO_INVALIDO: (p: ErrorParams) =>
    `De ${day(p.desde)} a ${day(p.hasta)} no es un período: la primera fecha va antes que la última, y como mucho son diez años.`,
  INFORME_INEXISTENTE: (p: ErrorParams) => `No existe el informe ${p.informe ?? ''}: pídalo otra vez.`,
};
