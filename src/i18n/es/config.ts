type Examples = [string, string][];

/** `pos config`, and the comments of the file that it writes. */
export const config = {
  description: 've y cambia los ajustes de este equipo',
  list: 'muestra los ajustes, su valor y de dónde viene',
  get: 'muestra el valor de un ajuste',
  set: 'guarda un ajuste en el archivo de configuración',
  unset: 'quita un ajuste del archivo de configuración',
  key: 'nombre del ajuste',
  value: 'valor; sin él se pregunta, o se lee de la entrada estándar',
  listExamples: [
    ['pos config list', 'todos los ajustes y de dónde vienen'],
    ['pos config list --json', 'lo mismo, para un programa'],
  ] as Examples,
  getExamples: [['pos config get printer', 'a dónde van los tickets']] as Examples,
  setExamples: [
    ['pos config set printer serial:/dev/ttyUSB0?baud=9600', 'la impresora de esta caja'],
    ['pos config set database_url < direccion.txt', 'una contraseña no va en la línea de órdenes'],
  ] as Examples,
  unsetExamples: [['pos config unset theme', 'otra vez según la terminal']] as Examples,
  titles: { key: 'Ajuste', value: 'Valor', from: 'Viene de' },
  from: { file: 'el archivo', default: 'el valor inicial' },
  file: (path: string) => `Archivo de configuración: ${path}`,
  noFile: (path: string) => `Todavía no hay archivo de configuración (sería ${path}).`,
  unsetValue: '(sin valor)',
  ask: (key: string) => `Valor de ${key}: `,
  stored: (key: string, path: string) => `${key} quedó guardado en ${path}.`,
  removed: (key: string, path: string) => `${key} ya no está en ${path}.`,
  overridden: (variable: string) =>
    `Ahora mismo manda la variable ${variable}: lo guardado vale cuando ella no esté.`,
  absent: (path: string) => `Ahora no está ${path}: conecte la impresora y pruebe con «pos print test».`,
  head: 'Ajustes de Cantina POS en este equipo. Cada uno cede ante su variable de entorno.',
  meanings: {
    home: 'dónde están los datos, los tickets y la sesión',
    database_url: 'la base de datos con la que se vende; sin esto, una propia',
    database_owner_url: 'la cuenta dueña de las tablas, para «pos db»',
    database_report_url: 'la cuenta que solo lee, para los informes; sin esto, la de la caja',
    till: 'el código de esta caja',
    lang: 'el idioma: es o en',
    theme: 'los colores: dark, light, basic o mono',
    printer: 'a dónde van los tickets',
    smtp_url: 'el servidor por el que sale el correo',
    smtp_password: 'la contraseña de ese servidor, si no va en la dirección',
    smtp_from: 'la dirección desde la que se escribe',
    sifen_p12: 'el archivo .p12 del certificado que firma las facturas',
    sifen_p12_password: 'la contraseña de ese archivo',
    sifen_csc: 'el código de seguridad del contribuyente (CSC) que da la DNIT',
    sifen_url: 'otro servicio en lugar del de la DNIT, para pruebas',
    sifen_ca: 'el archivo PEM de quien responde por ese otro servicio',
    backup_dir: 'la carpeta de las copias de seguridad',
    backup_keep: 'cuántas copias se guardan: días,semanas,meses; o all',
    backup_key: 'el archivo con la clave pública para la que se cifran las copias',
    backup_hook: 'el programa que lleva cada copia a otro lugar; {} es la ruta',
    backup_hours: 'desde cuántas horas sin copia avisa «pos doctor»',
  },
};

export type ConfigWords = typeof config;
