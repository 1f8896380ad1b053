import type { DatabaseFault } from '../../domain/database-fault.ts';
import type { ErrorParams } from '../../domain/errors.ts';

/** Why a setting cannot be used: the `detalle` of CONFIGURACION_INVALIDA. */
export const configDetails = {
  url: 'escriba mysql://usuario:contraseña@servidor:3306/base',
  tls: 'tls es verify o off',
  tls_ca: 'ca es la ruta completa de un archivo PEM, y no va con tls=off',
  tls_nombre: 'un servidor sin nombre necesita «?ca=/ruta/ca.pem», o «?tls=off» si la red es de confianza',
  servidor_ajeno:
    'ese servidor no lo inicia ni lo detiene este programa; hágalo con sus propias herramientas',
  sin_base: 'falta también POS_DATABASE_URL',
  ruta: 'escriba la ruta de un directorio',
  ruta_entera: 'escriba la ruta completa, desde / o ~/',
  secreto_en_la_orden:
    'una contraseña no va en la línea de órdenes, donde otros la ven: deje el valor afuera, se pregunta sin mostrarlo o se lee de la entrada estándar',
  hogar_ajeno: 'el directorio es de otro usuario del sistema; elija uno propio',
  hogar_abierto: 'cualquiera puede escribir ahí; quite ese permiso con «chmod o-w» o elija otro directorio',
  hogar_cerrado: 'no se puede escribir ahí; revise los permisos y el disco, o elija otro directorio',
  caja: 'escriba el código de la caja, de una a tres cifras, por ejemplo 001',
  idioma: 'use es o en',
  tema: 'use dark, light, basic o mono',
  impresora_tipo: 'empiece con file:, serial:/dev/..., device:/dev/... o tcp://servidor:9100',
  impresora_ruta:
    'escriba la ruta completa del puerto, por ejemplo serial:/dev/ttyUSB0, o tcp://192.168.1.50:9100',
  impresora_opcion: 'esa opción o su valor no existe; vea «pos print --help»',
  smtp_url: 'escriba smtp://usuario:contraseña@servidor:587, smtps://…:465, o smtp://servidor:25?tls=none',
  clave_a_la_vista: 'escriba la dirección sin contraseña: se pregunta aparte, o va en una variable',
  smtp_remitente: 'diga desde qué dirección se escribe, por ejemplo smtp_from = cantina@ejemplo.com',
  sifen_url: 'escriba https://servidor, sin ruta',
  sifen_csc: 'el CSC son 32 letras y cifras',
  sifen_falta_p12: 'indique el archivo .p12 del certificado con «pos invoice setup» o en POS_SIFEN_P12',
  sifen_falta_csc: 'indique el CSC con «pos invoice setup» o en POS_SIFEN_CSC',
  json: 'el archivo debe ser un objeto JSON',
  clave_desconocida: 'ese nombre no existe; vea los que hay con «pos config list»',
  copias_guardadas: 'escriba días,semanas,meses, por ejemplo 7,4,12, o all',
  copias_orden: 'cierre las comillas de esa orden',
  copias_horas: 'escriba las horas, por ejemplo 36',
  texto: 'escriba el valor entre comillas',
  archivo_abierto:
    'es de otro usuario del sistema o cualquiera puede escribir en él; hágalo suyo y quite ese permiso con «chmod 600»',
  clave_abierta: 'cualquier usuario de esta máquina puede leerla; quite ese permiso con «chmod 600»',
  permisos:
    'guarda una contraseña y cualquiera puede leerlo; quite ese permiso con «chmod 600» o pase la contraseña por POS_DATABASE_URL',
};

/** The `causa` of BASE_DE_DATOS. */
export const databaseFaults: Readonly<Record<DatabaseFault, string>> = {
  binlog:
    'el servidor lleva registro binario y no deja que esta cuenta cree rutinas; que quien lo administra ejecute ' +
    '«SET PERSIST log_bin_trust_function_creators = 1» (en MariaDB, en su archivo de configuración) y repita la orden',
  cuenta:
    'no acepta la cuenta o su contraseña; revise POS_DATABASE_URL y que «pos db migrate» le haya dado sus permisos',
  equipo: 'no admite conexiones desde este equipo; haga que la cuenta valga también desde aquí',
  tls_falta:
    'el servidor no cifra la conexión; actívele TLS, o si la red es de confianza agregue «?tls=off» a la dirección',
  tls_ajeno: 'no se reconoce el certificado del servidor; indique su autoridad con «?ca=/ruta/ca.pem»',
  tls_otro: 'el certificado es de otro servidor; use en la dirección el nombre que el certificado dice',
  tls_vencido:
    'el certificado del servidor está vencido o aún no vale; renuévelo y revise la hora de este equipo',
};

/** What is wrong with a command line: the `problema` of USO_INVALIDO. */
export const usageProblems = {
  unknownCommand: (value: string) => `No existe la orden «${value}»`,
  unknownOption: (value: string) => `No existe la opción «${value}»`,
  missingArgument: (value: string) => `Falta el argumento <${value}>`,
  optionMissingArgument: (value: string) => `Falta el valor de la opción «${value}»`,
  missingMandatoryOptionValue: (value: string) => `Falta la opción «${value}»`,
  excessArguments: (value: string) => `Sobran argumentos: ${value}`,
  conflictingOption: (value: string) => `La opción «${value}» no va con las demás`,
};

/** What became of a parked sale: the `estado` of ESPERA_CERRADA. */
export const parkedStates = {
  Recuperada: 'la recuperó otra caja',
  Descartada: 'fue descartada',
  Vencida: 'venció al cerrar el turno',
  '': 'mire la lista otra vez',
};

/** Why a file is no use as a photo: the `causa` of FOTO_INVALIDA. */
export const photoProblems = {
  formato: 'no es una imagen JPEG o PNG entera; guárdela otra vez desde la cámara o el editor',
  grande: 'es demasiado grande; use una de hasta 20 MB y 25 megapíxeles',
  tiempo: 'tardó demasiado en leerse; use una imagen más chica',
  pequena: 'es demasiado pequeña; use una de 16 píxeles de lado o más',
};

/** What to do before a card can be topped up: the `estado` of TARJETA_NO_RECARGABLE. */
export const topupRemedies = {
  Bloqueada: 'desbloquéela o reemplácela antes',
  Vencida: 'cámbiele antes el vencimiento',
  Reemplazada: 'recargue la nueva',
  '': 'revise la tarjeta',
};

/** Why a file is no table: the `problema` of ARCHIVO_INVALIDO. */
export const fileProblems = {
  carpeta: 'es una carpeta; escriba el nombre de un archivo',
  grande: 'tiene más de 50 MB; divídalo en partes',
  binario: 'no es un archivo de texto; guárdelo como CSV',
  planilla: 'es una planilla de cálculo; ábrala y guárdela como «CSV UTF-8»',
  vacio: 'está vacío; empiece con la plantilla',
  comillas: 'unas comillas se abren y no se cierran',
};

/** What was stored before, by its number. */
export const saved = (p: ErrorParams): string => {
  if (p.cliente !== undefined) return ` (cliente ${p.cliente})`;
  return p.estudiante === undefined ? '' : ` (estudiante ${p.estudiante})`;
};
