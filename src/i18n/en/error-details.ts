import type { DatabaseFault } from '../../domain/database-fault.ts';
import type { ErrorParams } from '../../domain/errors.ts';
import type {
  configDetails as spanishDetails,
  usageProblems as spanishProblems,
  parkedStates as spanishStates,
} from '../es/error-details.ts';

export const configDetails = {
  url: 'write mysql://user:password@server:3306/database',
  tls: 'tls is verify or off',
  tls_ca: 'ca is the full path of a PEM file, and does not go with tls=off',
  tls_nombre: 'a server without a name needs “?ca=/path/ca.pem”, or “?tls=off” on a network that you trust',
  servidor_ajeno: 'this program neither starts nor stops that server; use its own tools',
  sin_base: 'POS_DATABASE_URL is missing too',
  ruta: 'write the path of a directory',
  ruta_entera: 'write the whole path, from / or ~/',
  secreto_en_la_orden:
    'a password does not belong on the command line, where others see it: leave the value out, it is asked for unseen or read from standard input',
  hogar_ajeno: 'the directory belongs to another user of the system; choose one of your own',
  hogar_abierto:
    'anybody can write there; take that permission away with “chmod o-w” or choose another directory',
  hogar_cerrado: 'it cannot be written to; check permissions and disk, or choose another directory',
  caja: "write the till's code, one to three digits, for instance 001",
  idioma: 'use es or en',
  tema: 'use dark, light, basic or mono',
  impresora_tipo: 'begin with file:, serial:/dev/..., device:/dev/... or tcp://server:9100',
  impresora_ruta:
    'write the whole path of the port, for instance serial:/dev/ttyUSB0, or tcp://192.168.1.50:9100',
  impresora_opcion: 'no such option or value; see “pos print --help”',
  smtp_url: 'write smtp://user:password@server:587, smtps://…:465, or smtp://server:25?tls=none',
  clave_a_la_vista: 'write the address without the password: it is asked for, or goes into a variable',
  smtp_remitente: 'say which address mail comes from, for example smtp_from = cantina@example.com',
  sifen_url: 'write https://server, without a path',
  sifen_csc: 'the CSC is 32 letters and digits',
  sifen_falta_p12: 'name the .p12 file of the certificate with "pos invoice setup" or in POS_SIFEN_P12',
  sifen_falta_csc: 'give the CSC with "pos invoice setup" or in POS_SIFEN_CSC',
  json: 'the file must be a JSON object',
  clave_desconocida: 'there is no such name; “pos config list” shows those that there are',
  copias_guardadas: 'write days,weeks,months, for example 7,4,12, or all',
  copias_orden: 'close the quotes of that command',
  copias_horas: 'write the hours, for example 36',
  texto: 'write the value in quotes',
  archivo_abierto:
    'it belongs to another user of the system or anybody can write to it; make it yours and take that permission away with “chmod 600”',
  clave_abierta: 'any user of this machine can read it; take that permission away with “chmod 600”',
  permisos:
    'it holds a password and anybody can read it; take that permission away with “chmod 600” or pass the password in POS_DATABASE_URL',
} satisfies typeof spanishDetails;

export const databaseFaults: Readonly<Record<DatabaseFault, string>> = {
  binlog:
    'the server keeps a binary log and does not let this account create routines; have whoever runs it say ' +
    '“SET PERSIST log_bin_trust_function_creators = 1” (on MariaDB in its configuration file), then try again',
  cuenta:
    'it refuses the account or its password; check POS_DATABASE_URL, and that “pos db migrate” gave it its rights',
  equipo: 'it takes no connections from this machine; let the account come from here, too',
  tls_falta:
    'the server does not encrypt the line; turn its TLS on, or on a network that you trust add “?tls=off” to the address',
  tls_ajeno: 'the server’s certificate is not known; name its authority with “?ca=/path/ca.pem”',
  tls_otro: 'the certificate is another server’s; use the name that the certificate says in the address',
  tls_vencido:
    'the server’s certificate has expired or is not valid yet; renew it and check this machine’s clock',
};

export const usageProblems = {
  unknownCommand: (value: string) => `There is no command “${value}”`,
  unknownOption: (value: string) => `There is no option “${value}”`,
  missingArgument: (value: string) => `The argument <${value}> is missing`,
  optionMissingArgument: (value: string) => `The option “${value}” needs a value`,
  missingMandatoryOptionValue: (value: string) => `The option “${value}” is missing`,
  excessArguments: (value: string) => `Too many arguments: ${value}`,
  conflictingOption: (value: string) => `The option “${value}” does not go with the others`,
} satisfies typeof spanishProblems;

/** What became of a parked sale: the `estado` of ESPERA_CERRADA. */
export const parkedStates = {
  Recuperada: 'another till recalled it',
  Descartada: 'it was dropped',
  Vencida: 'it expired when the shift was closed',
  '': 'look at the list again',
} satisfies typeof spanishStates;

/** Why a file is no use as a photo: the `causa` of FOTO_INVALIDA. */
export const photoProblems = {
  formato: 'it is not a whole JPEG or PNG picture; save it again from the camera or the editor',
  grande: 'it is too large; use one of up to 20 MB and 25 megapixels',
  tiempo: 'it took too long to read; use a smaller picture',
  pequena: 'it is too small; use one of 16 pixels a side or more',
};

export const topupRemedies = {
  Bloqueada: 'it is blocked; unblock or replace it first',
  Vencida: 'it has expired; change its last day first',
  Reemplazada: 'it was replaced; top the new one up',
  '': 'look at the card',
};

/** Why a file is no table: the `problema` of ARCHIVO_INVALIDO. */
export const fileProblems = {
  carpeta: 'it is a folder; type the name of a file',
  grande: 'it is larger than 50 MB; divide it',
  binario: 'it is not a text file; save it as CSV',
  planilla: 'it is a spreadsheet; open it and save it as “CSV UTF-8”',
  vacio: 'it is empty; begin with the template',
  comillas: 'a quotation mark opens and never closes',
};

/** What was stored before, by its number. */
export const saved = (p: ErrorParams): string => {
  if (p.cliente !== undefined) return ` (client ${p.cliente})`;
  return p.estudiante === undefined ? '' : ` (student ${p.estudiante})`;
};

/** States of a card. */
export const CARD_STATES: Readonly<Record<string, string>> = {
  Bloqueada: 'blocked',
  Vencida: 'expired',
  Reemplazada: 'replaced',
};
