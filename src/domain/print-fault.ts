/** Why a ticket is not on paper, or nobody can tell. Stored with the job; the sentences are in i18n (`printing.faults`). */
export const PRINT_FAULTS = [
  'SIN_PUERTO',
  'SIN_PERMISO',
  'PUERTO_OCUPADO',
  'SIN_RED',
  'SIN_PAPEL',
  'TAPA_ABIERTA',
  'FUERA_DE_LINEA',
  'ERROR_IMPRESORA',
  'SIN_RESPUESTA',
  'RESPUESTA_INVALIDA',
  'NO_CONFIRMA',
  'DESCONECTADA',
  'ATASCADA',
  'SIN_CONFIRMACION',
  'INTERRUMPIDA',
  'ARCHIVO',
  'DOCUMENTO_ILEGIBLE',
  'OTRO_PROCESO',
  'CONFIGURACION',
  'SIN_BASE',
  'PROCESO_CAIDO',
] as const;

export type PrintFault = (typeof PRINT_FAULTS)[number];

export const isPrintFault = (code: string): code is PrintFault =>
  (PRINT_FAULTS as readonly string[]).includes(code);
