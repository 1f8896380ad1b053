type Examples = [string, string][];

/** `pos db backup`, `backups`, `restore`, `verify`, `backup-keygen`, `migrate --status`. */
export const backup = {
  make: 'guarda una copia de toda la base, sin detener las ventas',
  folder: 'carpeta de las copias (POS_BACKUP_DIR; si falta, «backups» entre los datos)',
  encryptTo: 'cifra para la clave pública de este archivo PEM (POS_BACKUP_KEY)',
  keep: 'cuántas se guardan: días,semanas,meses, o all (POS_BACKUP_KEEP; si falta, 7,4,12)',
  noHook: 'no la lleva a otro lugar con la orden de POS_BACKUP_HOOK',
  makeExamples: [
    ['pos db backup', 'en la carpeta de copias, y quita las que ya cumplieron'],
    ['pos db backup /media/copias --encrypt-to tita.pub.pem', 'cifrada, en otro disco'],
    ['pos db backup --keep 14,8,24', 'guarda más: 14 días, 8 semanas, 24 meses'],
  ] as Examples,
  list: 'lista las copias con su edad, su tamaño y si están enteras',
  listExamples: [
    ['pos db backups', 'las de la carpeta de copias'],
    ['pos db backups /media/copias --json', 'las de otra carpeta, para un programa'],
  ] as Examples,
  restore: 'lee una copia, comprueba que cuadre y la pone en el lugar de la base vacía',
  file: 'archivo pos_backup_*.sql.gz, o .sql.gz.enc',
  into: 'la deja al lado, en una base nueva con este nombre, y no toca la del comercio',
  replace: 'reemplaza una base con datos; antes guarda una copia de ella',
  key: 'archivo PEM con la clave privada de una copia cifrada',
  restoreExamples: [
    ['pos db restore pos_backup_2026-11-26T020000.sql.gz', 'en una base vacía'],
    ['pos db restore COPIA.sql.gz --into pos_prueba', 'en otra base, para mirarla'],
    ['pos db restore COPIA.sql.gz --replace', 'en lugar de la que hay, que queda en una copia'],
    ['pos db restore COPIA.sql.gz.enc --key tita.pem', 'una copia cifrada'],
  ] as Examples,
  verify: 'lee una copia en un servidor de paso y prueba que sirve, sin tocar la base',
  verifyExamples: [
    ['pos db verify pos_backup_2026-11-26T020000.sql.gz', 'filas, claves, stock, saldos y resúmenes'],
    ['pos db verify COPIA.sql.gz --json', 'lo mismo, para un programa'],
  ] as Examples,
  keygen: 'crea un par de claves para cifrar las copias',
  keygenPath: 'archivo de la clave privada; la pública queda al lado, en .pub.pem',
  keygenExamples: [
    ['pos db backup-keygen tita.pem', 'tita.pem se guarda lejos de aquí; tita.pub.pem cifra'],
  ] as Examples,
  status: 'muestra qué migraciones tiene la base y cuáles faltan',
  dryRun: 'dice qué migraciones se aplicarían, sin aplicarlas',
  noBackup: 'no guarda antes una copia',
  force: 'aunque haya cajas abiertas de otra versión',
  passphrase: (file: string) => `Contraseña de ${file}: `,
  progress: {
    copying: (table: string, rows: string, percent: number | null, megabytes: string) =>
      `Copiando ${table}: ${rows} filas${percent === null ? '' : ` (${percent} %)`}, ${megabytes} MB`,
    reading: (percent: number) => `Comprobando el archivo: ${percent} %`,
    loading: (table: string, rows: string, percent: number | null) =>
      `Leyendo ${table}: ${rows} filas${percent === null ? '' : ` (${percent} %)`}`,
    checking: 'Comprobando filas, claves, stock y saldos…',
    moving: 'Poniendo la copia en su lugar…',
    keeping: 'Guardando antes una copia de la base que se reemplaza…',
    migrating: 'Poniendo al día las tablas de la copia…',
    scratch: 'Preparando un servidor de paso…',
    sending: (command: string) => `Llevando la copia con «${command}»…`,
  },
  made: (file: string, size: string, seconds: string) => `Copia guardada: ${file} (${size}, ${seconds} s).`,
  removed: (count: number) =>
    count === 1 ? 'Se quitó 1 copia que ya cumplió.' : `Se quitaron ${count} copias que ya cumplieron.`,
  sent: 'La copia se llevó también al otro lugar.',
  withoutSecrets: 'No incluye sesiones ni archivos de configuración.',
  none: (folder: string) => `No hay copias en ${folder}: haga una con «pos db backup».`,
  titles: { file: 'Copia', age: 'Edad', size: 'Tamaño', sum: 'Suma', encrypted: 'Cifrada' },
  sums: { ok: 'bien', wrong: 'NO COINCIDE', none: 'sin .sha256' },
  yes: 'sí',
  no: 'no',
  age: (hours: number) => (hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} días`),
  restored: (file: string, base: string) => `La copia ${file} está ahora en la base ${base}.`,
  beside: (file: string, base: string) =>
    `La copia ${file} quedó al lado, en la base ${base}; la del comercio no cambió.`,
  kept: (file: string) => `Lo que había antes quedó en ${file}.`,
  brought: (count: number) => (count === 1 ? 'Se aplicó 1 migración.' : `Se aplicaron ${count} migraciones.`),
  carried: (numbers: string) => `Los números siguen donde iba la base reemplazada: ${numbers}.`,
  series: {
    factura: (point: string, next: number, timbrado: string) =>
      `facturas de ${point} desde ${next} (timbrado ${timbrado})`,
    nota_credito: (point: string, next: number, timbrado: string) =>
      `notas de crédito de ${point} desde ${next} (timbrado ${timbrado})`,
    venta: (till: string, next: number, _timbrado: string) => `ventas de la caja ${till} desde ${next}`,
    cierre_z: (till: string, next: number, _timbrado: string) => `cierres Z de la caja ${till} desde ${next}`,
  },
  lostInvoices: (count: number, codes: string, kept: string | null) =>
    `${count === 1 ? '1 documento fiscal' : `${count} documentos fiscales`} de la base reemplazada no ${
      count === 1 ? 'está' : 'están'
    } en la copia (${codes}): guarde ${
      kept ?? 'la copia que se hizo antes'
    }, que los tiene, y declare con «pos invoice unused» los números que la autoridad no tenga aprobados.`,
  notCarried: (takenAt: string) =>
    `No había base anterior de la que seguir los números: si después de la copia (${takenAt}) se emitieron facturas, diga antes de vender desde qué número se sigue con «pos invoice setup --first-invoice N».`,
  sound: (file: string) => `La copia ${file} sirve: todo cuadra.`,
  unsound: (file: string) => `La copia ${file} NO cuadra: no la use.`,
  labels: {
    taken: 'Tomada',
    program: 'Programa',
    server: 'Servidor',
    schema: 'Migraciones',
    rows: 'Filas',
    sales: 'Ventas',
    checksum: 'Suma',
    miscounted: 'Filas de menos o de más',
    orphans: 'Claves que apuntan a nada',
    parts: 'Rutinas, disparadores y vistas que faltan',
    differences: 'Stock, saldos y resúmenes que no cuadran',
    otherSchema: 'Esquema',
  },
  parts: { products: 'productos', cards: 'tarjetas', rollUps: 'resúmenes' },
  inTables: (rows: string, tables: number) => `${rows} en ${tables} tablas`,
  salesUntil: (sales: string, last: string) => (last === '' ? sales : `${sales}, la última del ${last}`),
  notAsSaid: 'no es el que dice la copia',
  keys: (secret: string, open: string) =>
    `Clave privada: ${secret} (guárdela lejos de este equipo: sin ella no se abre ninguna copia).\nClave pública: ${open} (con ella se cifra: pos config set backup_key ${open}).`,
  migrations: {
    title: 'Migración',
    state: 'Estado',
    applied: 'aplicada',
    pending: 'falta',
    unknown: 'desconocida',
  },
  pendingCount: (count: number) =>
    count === 0
      ? 'Las tablas están al día.'
      : count === 1
        ? 'Falta 1 migración.'
        : `Faltan ${count} migraciones.`,
  savedBefore: (file: string) => `Copia de antes: ${file}.`,
};

export type BackupWords = typeof backup;
