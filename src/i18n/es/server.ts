import type { ErrorParams } from '../../domain/errors.ts';

const START_FAILURES: Readonly<Record<string, string>> = {
  disco_lleno: 'el disco está lleno: libere espacio y pruebe otra vez',
  permiso: 'falta permiso para escribir en su directorio: revise el dueño y los permisos',
  otra: 'revise su registro y pruebe otra vez',
};

/**
 * Why the private server does not start, and where the rest is. Its own last words only where the cause is not known:
 * what it advises on a full disk would delete a store's data.
 */
export const serverStart = (p: ErrorParams): string =>
  `El servidor de la base no arranca; ${START_FAILURES[String(p.causa)] ?? START_FAILURES.otra} (${p.causa === 'otra' && p.detalle ? `${p.detalle}; ` : ''}registro: ${p.archivo ?? ''}).`;

export const server = {
  progress: {
    creating: 'Creando la base de datos privada (solo la primera vez)…',
    starting: 'Iniciando la base de datos…',
    recovering: 'La base se está recuperando de un corte; puede tardar un poco…',
    backup: 'Guardando antes una copia de la base…',
    migrating: 'Poniendo al día las tablas…',
    seeding: 'Cargando los datos iniciales…',
    demo: 'Cargando los datos de demostración (Cantina Tita)…',
  },
  db: {
    description: 'la base de datos: iniciar, ver, poner al día, copias de seguridad',
    verbs: {
      start: 'inicia la base privada y la deja funcionando hasta «pos db stop»',
      stop: 'detiene la base privada; si alguien la usa, se detiene con el último',
      status: 'muestra cómo está la base, sin iniciarla',
      migrate: 'pone las tablas al día con esta versión del programa',
      seed: 'carga los datos iniciales',
    },
    demo: 'carga también los datos de la Cantina Tita (solo en una base vacía)',
    examples: [
      ['pos db status', 'si funciona, quién la usa y dónde están los datos'],
      ['pos db start', 'para que las órdenes siguientes no esperen el inicio'],
      ['pos db seed --demo', 'productos, estudiantes y usuarios de demostración'],
      ['pos db migrate --dry-run', 'qué haría una versión nueva con las tablas'],
      ['pos db migrate --json', 'en un servidor propio, con POS_DATABASE_OWNER_URL'],
    ] as [string, string][],
    started: (pid: number) => `La base funciona (proceso ${pid}) hasta «pos db stop».`,
    stopped: 'La base se detuvo.',
    wasStopped: 'La base ya estaba detenida.',
    inUse: (users: number) =>
      users === 1
        ? 'La usa otro programa: se detendrá cuando termine.'
        : `La usan ${users} programas: se detendrá cuando termine el último.`,
    labels: {
      server: 'Servidor',
      program: 'Programa',
      users: 'En uso',
      data: 'Datos',
      log: 'Registro',
      version: 'Versión',
      schema: 'Tablas',
    },
    running: (pid: number) => `funciona (proceso ${pid})`,
    stoppedNow: 'detenido; se inicia solo al usarlo',
    configured: 'el configurado en POS_DATABASE_URL',
    notInstalled: 'no instalado',
    users: (users: number, kept: boolean) =>
      `${users} ${users === 1 ? 'programa' : 'programas'}; ${kept ? 'sigue hasta «pos db stop»' : 'se detiene con el último'}`,
    schema: {
      current: 'al día',
      behind: 'faltan migraciones: «pos db migrate»',
      ahead: 'de una versión posterior del programa',
    },
    memoryMapped:
      'Atención: el servidor mapea su registro en memoria y un corte de luz puede perder ventas ya cobradas.\n' +
      'Guarde los datos (POS_HOME) en otro sistema de archivos.',
    migrated: (count: number) =>
      count === 0
        ? 'Las tablas ya estaban al día.'
        : `Tablas al día: ${count} ${count === 1 ? 'migración' : 'migraciones'}.`,
    seeded: 'Datos iniciales cargados.',
    seededDemo: 'Datos de demostración cargados.',
  },
};
