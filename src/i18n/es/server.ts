import type { ErrorParams } from '../../domain/errors.ts';

const START_FAILURES: Readonly<Record<string, string>> = {
  disco_lleno: 'el disco está lleno: libere espacio y pruebe otra vez',
  permiso: 'falta permiso para escribir en su directorio: revise el dueño y los permisos',
  otra: 'revise su registro y pruebe otra vez',
};

/** Why the private server does not start: the cause, its last words and where the rest is. */
export const serverStart = (p: ErrorParams): string =>
  `El servidor de la base no arranca; ${START_FAILURES[String(p.causa)] ?? START_FAILURES.otra} (${p.detalle ? `${p.detalle}; ` : ''}registro: ${p.archivo ?? ''}).`;

export const server = {
  progress: {
    creating: 'Creando la base de datos privada (solo la primera vez)…',
    starting: 'Iniciando la base de datos…',
    recovering: 'La base se está recuperando de un corte; puede tardar un poco…',
    migrating: 'Poniendo al día las tablas…',
    seeding: 'Cargando los datos iniciales…',
    demo: 'Cargando los datos de demostración (Cantina Tita)…',
  },
};
