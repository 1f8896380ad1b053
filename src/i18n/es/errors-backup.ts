import type { ErrorCode, ErrorParams } from '../../domain/errors.ts';

/** Why a directory cannot hold backups: the `causa` of CARPETA_DE_COPIAS. */
const folderProblems: Readonly<Record<string, string>> = {
  enlace: 'es un enlace; escriba la ruta verdadera',
  no_es: 'no es una carpeta; elija otra',
  ajena: 'es de otro usuario del sistema; elija una propia',
  abierta: 'cualquiera puede escribir ahí; quite ese permiso con «chmod o-w» o elija otra',
  sin_madre: 'la carpeta que la contiene no existe; revise que el disco esté montado',
  cerrada: 'no se puede escribir o leer ahí; revise los permisos y el disco',
  disco_lleno: 'el disco está lleno; libere espacio o elija otra, y repita la copia',
};

/** Why a file is no backup that can be used: the `causa` of COPIA_INVALIDA. */
const fileProblems: Readonly<Record<string, string>> = {
  no_es_archivo: 'no es un archivo común; escriba la ruta de una copia',
  ajena: 'no es una copia de este programa; elija un archivo pos_backup_*.sql.gz',
  cortada: 'está cortada; use otra',
  danada: 'está dañada; use otra',
  suma: 'su contenido no es el que dice su archivo .sha256; use otra',
  falta_clave: 'está cifrada; indique la clave privada con --key',
  otra_clave: 'está cifrada para otra clave; indique la suya con --key',
  cifrado_roto: 'está cortada o alguien la cambió; use otra',
  posterior: 'es de una versión más nueva del programa; actualícelo y repita',
  no_cuadra: 'lo que contiene no cuadra; mírelo con «pos db verify» y use otra',
};

/** Why a key cannot be used: the `causa` of CLAVE_DE_COPIAS. */
const keyProblems: Readonly<Record<string, string>> = {
  clave_ilegible:
    'no es una clave X25519 o RSA en PEM de la clase que hace falta; cree un par con «pos db backup-keygen»',
  clave_debil: 'es demasiado corta; use RSA de 2048 bits o más, o X25519',
  clave_protegida: 'tiene contraseña y la dada no la abre; pásela por POS_BACKUP_KEY_PASSWORD',
};

/** Why a backup or a restore did not come to its end: the `causa` of COPIA_FALLIDA. */
const failures: Readonly<Record<string, string>> = {
  tablas_cambiadas: 'las tablas cambiaron mientras se copiaban; repítala',
  permiso: 'la cuenta no puede leer o crear lo que hace falta; use la dueña en POS_DATABASE_OWNER_URL',
  permiso_bases:
    'la cuenta dueña no puede crear otra base al lado; dele permiso sobre las bases cuyo nombre empieza igual',
  binlog: 'el servidor no deja crear rutinas; ponga log_bin_trust_function_creators=1',
  en_uso: 'otro programa ocupa las tablas; ciérrelo y repita',
  fila_larga: 'una fila no entra en max_allowed_packet; auméntelo en el servidor',
};

const lookUp = (table: Readonly<Record<string, string>>, p: ErrorParams, otherwise: string): string =>
  table[String(p.causa ?? '')] ?? otherwise;

/** `2026-11-26 08:15:00` as it is said here: 26/11/2026 08:15. */
const moment = (value: unknown): string => {
  const [day = '', time = ''] = String(value ?? '').split(' ');
  return `${day.split('-').reverse().join('/')} ${time.slice(0, 5)}`.trim();
};

export const backupErrors = {
  CARPETA_DE_COPIAS: (p) =>
    `La carpeta de copias ${p.carpeta ?? ''} no sirve: ${lookUp(folderProblems, p, 'elija otra')}.`,
  COPIA_INVALIDA: (p) => `La copia ${p.archivo ?? ''} no sirve: ${lookUp(fileProblems, p, 'use otra')}.`,
  CLAVE_DE_COPIAS: (p) => `La clave ${p.archivo ?? ''} no sirve: ${lookUp(keyProblems, p, 'use otra')}.`,
  COPIA_FALLIDA: (p) =>
    `No se pudo terminar y nada cambió: ${lookUp(failures, p, `${p.detalle ?? 'la base de datos'}; revise el servidor y repita`)}.`,
  COPIA_NO_ENVIADA: (p) =>
    `La copia ${p.archivo ?? ''} quedó guardada, pero «${p.orden ?? ''}» no la llevó (${p.detalle ?? 'falló'}): revise esa orden y llévela a mano.`,
  BASE_CON_DATOS: (p) =>
    `La base ${p.base ?? ''} tiene datos (${p.ventas ?? 0} ventas${p.ultima ? `, la última del ${moment(p.ultima)}` : ''}; ${p.productos ?? 0} productos, ${p.clientes ?? 0} clientes): para ponerla en su lugar agregue --replace, o lea la copia en otra con --into.`,
  CAJAS_ABIERTAS: (p) =>
    `Hay programas abiertos sobre esta base${p.cajas ? ` (${p.cajas})` : ''}: ciérrelos y repita.`,
  RESTAURACION_CORTADA: () =>
    'Una restauración quedó cortada a la mitad: repítala con «pos db restore» y --replace antes de usar la base.',
} satisfies Partial<Record<ErrorCode, (p: ErrorParams) => string>>;
