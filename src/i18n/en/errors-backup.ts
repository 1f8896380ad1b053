import type { ErrorCode, ErrorParams } from '../../domain/errors.ts';

/** Why a directory cannot hold backups: the `causa` of CARPETA_DE_COPIAS. */
const folderProblems: Readonly<Record<string, string>> = {
  enlace: 'it is a link; write the real path',
  no_es: 'it is not a directory; choose another one',
  ajena: 'it belongs to another user of the system; choose one of your own',
  abierta: 'anybody can write there; take that permission away with “chmod o-w” or choose another one',
  sin_madre: 'the directory above it does not exist; see whether its disk is mounted',
  cerrada: 'it cannot be read or written; check its permissions and the disk',
  disco_lleno: 'the disk is full; free some space or choose another one, and repeat the backup',
};

/** Why a file is no backup that can be used: the `causa` of COPIA_INVALIDA. */
const fileProblems: Readonly<Record<string, string>> = {
  no_es_archivo: 'it is not a plain file; write the path of a backup',
  ajena: 'it is no backup of this program; choose a file pos_backup_*.sql.gz',
  cortada: 'it is cut off; use another one',
  danada: 'it is damaged; use another one',
  suma: 'its content is not what its .sha256 file says; use another one',
  falta_clave: 'it is encrypted; name the private key with --key',
  otra_clave: 'it is encrypted to another key; name that one with --key',
  cifrado_roto: 'it is cut off or somebody changed it; use another one',
  posterior: 'it is of a newer version of the program; update the program and repeat',
  no_cuadra: 'what it holds does not add up; look at it with “pos db verify” and use another one',
};

/** Why a key cannot be used: the `causa` of CLAVE_DE_COPIAS. */
const keyProblems: Readonly<Record<string, string>> = {
  clave_ilegible:
    'it is no X25519 or RSA key in PEM of the kind that is needed; make a pair with “pos db backup-keygen”',
  clave_debil: 'it is too short; use RSA of 2048 bits or more, or X25519',
  clave_protegida: 'it has a password that the given one is not; pass it in POS_BACKUP_KEY_PASSWORD',
};

/** Why a backup or a restore did not come to its end: the `causa` of COPIA_FALLIDA. */
const failures: Readonly<Record<string, string>> = {
  tablas_cambiadas: 'the tables changed while they were copied; repeat it',
  permiso: 'the account may not read or make what is needed; use the owner’s in POS_DATABASE_OWNER_URL',
  permiso_bases:
    'the owner’s account may not make another database beside it; grant it those whose names begin alike',
  binlog: 'the server lets nobody make routines; set log_bin_trust_function_creators=1',
  en_uso: 'another program holds the tables; close it and repeat',
  fila_larga: 'a row is longer than max_allowed_packet; raise it on the server',
};

const lookUp = (table: Readonly<Record<string, string>>, p: ErrorParams, otherwise: string): string =>
  table[String(p.causa ?? '')] ?? otherwise;

export const backupErrors = {
  CARPETA_DE_COPIAS: (p) =>
    `The directory for backups ${p.carpeta ?? ''} is no use: ${lookUp(folderProblems, p, 'choose another one')}.`,
  COPIA_INVALIDA: (p) =>
    `The backup ${p.archivo ?? ''} is no use: ${lookUp(fileProblems, p, 'use another one')}.`,
  CLAVE_DE_COPIAS: (p) =>
    `The key ${p.archivo ?? ''} is no use: ${lookUp(keyProblems, p, 'use another one')}.`,
  COPIA_FALLIDA: (p) =>
    `It could not be finished and nothing has changed: ${lookUp(failures, p, `${p.detalle ?? 'the database'}; check the server and repeat`)}.`,
  COPIA_NO_ENVIADA: (p) =>
    `The backup ${p.archivo ?? ''} is stored, but “${p.orden ?? ''}” did not take it along (${p.detalle ?? 'it failed'}): check that command and copy the file by hand.`,
  BASE_CON_DATOS: (p) =>
    `The database ${p.base ?? ''} holds data (${p.ventas ?? 0} sales${p.ultima ? `, the last one of ${String(p.ultima).slice(0, 16)}` : ''}; ${p.productos ?? 0} products, ${p.clientes ?? 0} clients): add --replace to take its place, or read the backup into another one with --into.`,
  CAJAS_ABIERTAS: (p) =>
    `Programs are open on this database${p.cajas ? ` (${p.cajas})` : ''}: close them and repeat.`,
  RESTAURACION_CORTADA: () =>
    'A restore was cut off half way: repeat it with “pos db restore” and --replace before you use the database.',
} satisfies Partial<Record<ErrorCode, (p: ErrorParams) => string>>;
