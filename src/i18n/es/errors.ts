import { isDatabaseFault } from '../../domain/database-fault.ts';
import type { ErrorCode, ErrorParams } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import {
  configDetails,
  databaseFaults,
  fileProblems,
  parkedStates,
  photoProblems,
  saved,
  topupRemedies,
  usageProblems,
} from './error-details.ts';
import { apiErrors } from './errors-api.ts';
import { backupErrors } from './errors-backup.ts';
import { invoicingErrors } from './errors-invoicing.ts';
import { mailErrors } from './errors-mail.ts';
import { peopleErrors } from './errors-people.ts';
import { reportErrors } from './errors-report.ts';
import { stockErrors } from './errors-stock.ts';
import { tillErrors } from './errors-till.ts';
import { fieldNames } from './field-names.ts';
import { serverStart } from './server.ts';

const lookUp = (table: Readonly<Record<string, string>>, key: string): string => table[key] ?? key;

const usage = (p: ErrorParams): string => {
  const problems: Readonly<Record<string, (value: string) => string>> = usageProblems;
  const problem = problems[String(p.problema)]?.(String(p.valor ?? '')) ?? 'La orden no se entiende';
  return p.sugerencia
    ? `${problem}: ¿quiso decir «${p.sugerencia}»?`
    : `${problem}: vea «${['pos', p.orden, '--help'].filter(Boolean).join(' ')}».`;
};

/** `2027-01-09` as it is said here: 09/01/2027. */
const day = (value: string | number | undefined): string =>
  String(value ?? '')
    .split('-')
    .reverse()
    .join('/');

/** The field that a refusal names, as people call it. */
const field = (p: ErrorParams, otherwise: string): string =>
  p.campo === undefined ? otherwise : lookUp(fieldNames, String(p.campo));

const money = (value: string | number | undefined): string => `Gs. ${formatGs(Number(value ?? 0))}`;

/** Without the card nothing checks the child's restrictions: the cashier must know them. */
const caution = (p: ErrorParams): string => (p.restricciones ? ` CUIDADO: ${p.restricciones}.` : '');

/** One plain sentence each: what is wrong and what to do. */
export const errors: Record<ErrorCode, (p: ErrorParams) => string> = {
  DOCUMENTO_INVALIDO: (p) =>
    `El documento de la venta no es válido (${p.campo ?? 'JSON'}): corríjalo y envíelo otra vez.`,
  USO_INVALIDO: usage,
  VALOR_INVALIDO: (p) =>
    `${p.valor ? `El valor «${p.valor}»` : 'Lo escrito'} no sirve para ${field(p, 'este campo')}: ${p.opciones ? `use ${p.opciones}` : 'escriba otra cosa'}.`,
  ARCHIVO_ILEGIBLE: (p) => `No se puede leer el archivo ${p.archivo ?? ''}: revise la ruta y los permisos.`,
  ARCHIVO_INVALIDO: (p) =>
    `El archivo ${p.archivo ?? ''} no se puede importar: ${lookUp(fileProblems, String(p.problema ?? 'binario'))}${Number(p.linea ?? 0) > 0 ? ` (línea ${p.linea})` : ''}.`,
  ARCHIVO_EXISTE: (p) =>
    `Ya existe el archivo ${p.archivo ?? ''}: elija otro nombre o diga que se reemplace (en la orden, --force).`,
  ARCHIVO_NO_ESCRITO: (p) =>
    `No se puede escribir el archivo ${p.archivo ?? ''}: revise la carpeta, los permisos y el espacio en disco.`,
  COLUMNAS_FALTANTES: (p) =>
    `En la primera línea ${p.columnas ? `faltan los títulos ${p.columnas}` : 'no hay ningún título conocido'}: se esperan ${p.esperadas ?? 'los de la plantilla'}.`,
  COLUMNAS_REPETIDAS: (p) =>
    `Hay dos columnas para lo mismo (${p.columnas ?? ''}): deje una sola de cada una.`,
  IMPORTACION_INEXISTENTE: () => 'Esa importación ya no está preparada: lea el archivo otra vez.',
  IMPORTACION_CON_ERRORES: (p) =>
    `No se importó nada: hay ${p.filas ?? 'algunas'} filas con errores; corríjalas y lea el archivo otra vez.`,
  IMPORTACION_CAMBIADA: () =>
    'No se importó nada: los datos cambiaron desde la vista previa; revísela otra vez antes de aplicar.',
  CONFIGURACION_INVALIDA: (p) =>
    `La configuración «${p.campo ?? ''}»${p.valor ? ` con el valor «${p.valor}»` : ''} no es válida: ${lookUp(configDetails, String(p.detalle ?? 'corríjala'))}.`,
  SIN_TERMINAL: () =>
    'La pantalla de ventas necesita una terminal: sin ella use «pos sale», «pos card», «pos product», «pos print», «pos db» o «pos doctor».',
  TARJETA_INEXISTENTE: (p) => `No existe la tarjeta ${p.numero ?? ''}: revise el número o siga sin tarjeta.`,
  PRODUCTO_INEXISTENTE: (p) =>
    `No existe el producto ${p.producto ?? ''}: revise el código o búsquelo por nombre.`,
  VENTA_INEXISTENTE: (p) => `No existe la venta ${p.venta ?? ''}: revise el número.`,
  TRABAJO_INEXISTENTE: (p) => `No existe el trabajo de impresión ${p.trabajo ?? ''}: vea «pos print queue».`,
  CAJA_INEXISTENTE: (p) =>
    `No existe la caja ${p.caja ?? ''}: elija ${p.cajas ? `una de estas con --till o POS_TILL: ${p.cajas}` : 'otra con --till o POS_TILL'}.`,
  MONTO_INVALIDO: (p) =>
    `El monto ${p.monto ?? ''} no es válido: escriba guaraníes enteros, sin signo ni decimales.`,
  TURNO_INEXISTENTE: (p) => `No existe el turno cerrado ${p.turno ?? ''}: vea «pos shift list».`,
  REGISTRO_INEXISTENTE: (p) =>
    `No existe el registro de auditoría ${p.registro ?? ''}: vea «pos audit list».`,
  SESION_REQUERIDA: (p) =>
    p.variable
      ? `No hay una terminal para escribir la contraseña: pásela en ${p.variable}.`
      : 'Hace falta iniciar sesión: use «pos login» o la opción --user.',
  ...invoicingErrors,
  ...mailErrors,
  ...backupErrors,
  ...peopleErrors,
  ...reportErrors,
  ...stockErrors,
  ...apiErrors,
  CREDENCIALES_INVALIDAS: () => 'Usuario o contraseña incorrectos: pruebe otra vez.',
  DEMASIADOS_INTENTOS: (p) => `Demasiados intentos fallidos: espere ${p.segundos ?? ''} s y pruebe otra vez.`,
  CLAVE_DE_DEMOSTRACION: () =>
    'Esa contraseña es de la demostración y aquí no vale: pida al administrador una propia.',
  USUARIO_INVALIDO: () => 'El usuario no existe o está inactivo: inicie sesión otra vez.',
  PERMISO_DENEGADO: (p) =>
    `El rol ${p.rol ?? ''} no puede hacer esto: ${
      ['user.edit', 'settings.edit', 'integration.edit'].includes(String(p.permiso))
        ? 'lo hace un administrador.'
        : 'pida a un gerente que lo apruebe.'
    }`,
  LIMITE_DE_ROL: (p) =>
    `El rol ${p.rol ?? ''} llega hasta ${p.limite ?? 0} %: pida a un ${p.rol === 'gerente' ? 'administrador' : 'gerente'} que apruebe ${p.pedido ?? 'más'} %.`,
  TURNO_CERRADO: () => 'La caja no tiene un turno abierto: ábralo en Gestión, Turno, o con «pos shift open».',
  TURNO_YA_ABIERTO: () => 'La caja ya tiene un turno abierto: siga con él, o ciérrelo antes de abrir otro.',
  EFECTIVO_INSUFICIENTE: (p) =>
    `En la caja no debería haber ${p.monto ? money(p.monto) : 'tanto efectivo'}: revise el monto o retire menos.`,
  CAJA_INVALIDA: () => 'La caja no existe o está inactiva: revise la configuración de esta terminal.',
  NUMERO_TARJETA_INVALIDO: () =>
    'El número de tarjeta lleva de 4 a 40 cifras o letras, sin espacios: escanéela o escríbalo otra vez.',
  VENCIMIENTO_PASADO: (p) =>
    `La fecha ${day(p.vencimiento)} ya pasó: elija un vencimiento desde hoy o déjelo vacío.`,
  RECARGA_INEXISTENTE: (p) => `No existe la recarga ${p.recarga ?? ''}: vea el extracto de la tarjeta.`,
  DEVOLUCION_INEXISTENTE: (p) =>
    p.devolucion
      ? `Esa venta no tiene la devolución ${p.devolucion}: vea las suyas con «pos sale show».`
      : 'Esa venta no tiene devoluciones: no hay comprobante que copiar.',
  TARJETA_NO_RECARGABLE: (p) =>
    `La tarjeta está ${String(p.estado ?? 'inactiva').toLowerCase()} y no se puede recargar: ${lookUp(topupRemedies, String(p.estado ?? ''))}.`,
  TARJETA_YA_REEMPLAZADA: () => 'Esa tarjeta ya fue reemplazada y no vale más: use la nueva.',
  NUMERO_TARJETA_EN_USO: (p) =>
    p.de === 'producto'
      ? 'Ese número es el código de un producto: use otra tarjeta.'
      : 'Ese número ya es de otra tarjeta: use una sin asignar.',
  TITULAR_INACTIVO: () => 'El estudiante o su responsable está inactivo: reactívelo antes en Familias.',
  ENTREGADO_INSUFICIENTE: (p) => `Lo entregado no alcanza: faltan ${money(p.falta)} para ese monto.`,
  AJUSTE_EXCESIVO: (p) => `No se pueden descontar ${money(p.monto)}: la tarjeta tiene ${money(p.saldo)}.`,
  SALDO_EXCEDIDO: (p) => `El saldo pasaría de ${money(p.maximo)}: use un monto menor.`,
  TARJETA_NO_ACTIVA: (p) =>
    `La tarjeta ${p.numero ?? ''} está ${String(p.estado ?? 'inactiva').toLowerCase()}: cobre por otro medio y avise al responsable.${caution(p)}`,
  TARJETA_VENCIDA: (p) =>
    `La tarjeta${p.numero ? ` ${p.numero}` : ''} venció el ${day(p.vencimiento)}: cobre por otro medio y pida su renovación.${caution(p)}`,
  TARJETA_DE_OTRO: (p) =>
    `La tarjeta ${p.numero ?? ''} es de otro estudiante: quite la tarjeta o el estudiante del documento.`,
  TARJETA_REQUERIDA: () => 'Este medio de pago necesita la tarjeta del estudiante: escanéela primero.',
  CLIENTE_INACTIVO: (p) =>
    `El estudiante o su responsable está inactivo: cobre sin tarjeta y avise al gerente.${caution(p)}`,
  PRODUCTO_INACTIVO: (p) => `El producto ${p.producto ?? ''} no está a la venta: quítelo del carrito.`,
  PRECIO_INVALIDO: (p) => `El producto ${p.producto ?? ''} no tiene un precio válido: avise al gerente.`,
  PRECIO_CAMBIADO: (p) =>
    `El precio de ${p.producto ?? ''} cambió a ${money(p.precio)}: revise el total antes de cobrar.`,
  STOCK_INSUFICIENTE: (p) =>
    Number(p.disponible ?? 0) > 0
      ? `No alcanza el stock de ${p.producto ?? 'un producto'}: quedan ${p.disponible}; baje la cantidad o quítelo.`
      : `${p.producto ?? 'Un producto'}: agotado; quítelo o elija otro.`,
  CANTIDAD_INVALIDA: (p) =>
    `La cantidad ${p.cantidad ?? ''} no es válida: use un número entero de 1 a ${p.maximo ?? 9999}.`,
  CARRITO_VACIO: () => 'El carrito está vacío: agregue un producto antes de cobrar.',
  DESCUENTO_INVALIDO: (p) =>
    `El descuento de ${money(p.descuento)} no es válido: el máximo es ${money(p.maximo)}.`,
  RESTRICCION_SIN_CONFIRMAR: (p) =>
    `Falta confirmar la restricción alimentaria de ${p.producto ?? 'un producto'}: confírmela o quite el producto.`,
  RESTRICCION_SIN_AUTORIZACION: (p) =>
    `La restricción de ${p.producto ?? 'un producto'} bloquea la venta: la aprueba un gerente con un motivo, o quite el producto.`,
  AUTORIZACION_INVALIDA: () =>
    'La aprobación no es de un gerente o administrador activo que haya dado su contraseña: pídasela a uno.',
  MOTIVO_REQUERIDO: (p) =>
    p.diferencia
      ? `Lo contado difiere de lo esperado en ${money(p.diferencia)}: escriba el motivo y cierre otra vez.`
      : 'Falta el motivo: escríbalo para continuar.',
  MEDIO_INVALIDO: (p) => `El medio de pago ${p.medio ?? ''} no se ofrece: elija ${p.opciones || 'otro'}.`,
  REFERENCIA_REQUERIDA: (p) => `${p.medio ?? 'Este medio'} necesita el número de referencia: escríbalo.`,
  PAGO_INCOMPLETO: (p) => `Falta pagar ${money(p.falta)}: agregue otro medio de pago.`,
  PAGO_EXCEDIDO: (p) => `El pago excede el total por ${money(p.sobra)}: solo el efectivo da vuelto.`,
  SALDO_INSUFICIENTE: (p) =>
    `El saldo de la tarjeta no alcanza: faltan ${money(p.falta)} (saldo ${money(p.saldo)}); use otro medio o un pago mixto.`,
  LIMITE_DIARIO: (p) =>
    `La tarjeta llegó a su límite diario: hoy puede gastar ${money(p.disponible)} más; pague el resto con otro medio.`,
  FACTURA_NO_PERMITIDA: () =>
    'Esta venta no admite factura electrónica: quite la marca o cambie el medio de pago.',
  VENTA_YA_ANULADA: (p) => `La venta ${p.venta ?? ''} ya estaba anulada: no se cambió nada.`,
  VENTA_YA_DEVUELTA: (p) => `De la venta ${p.venta ?? ''} ya se devolvió todo: no queda nada que devolver.`,
  DEVOLUCION_VACIA: () => 'No hay nada marcado para devolver: escriba cuántas unidades vuelven.',
  DEVOLUCION_EXCEDIDA: (p) =>
    `De ${p.producto ?? 'ese producto'} quedan ${p.disponible ?? 0} por devolver: baje la cantidad.`,
  TARJETA_SIN_DESTINO: (p) =>
    `La tarjeta de la venta ${p.venta ?? ''} ya no existe y el estudiante no tiene otra: devuelva ${money(p.monto)} en efectivo (--cash) o emita una tarjeta.`,
  ESPERA_INEXISTENTE: () => 'Esa venta en espera no existe: mire la lista otra vez.',
  ESPERA_CERRADA: (p) =>
    `Esa venta ya no espera: ${lookUp(parkedStates, String(p.estado ?? ''))}${p.usuario ? ` (${p.usuario}${p.caja ? `, caja ${p.caja}` : ''})` : ''}.`,
  UUID_EN_CONFLICTO: () => 'Ese UUID ya es de otra venta distinta: genere uno nuevo.',
  DEMO_NO_PERMITIDA: () =>
    'La base ya tiene datos propios: los de demostración solo se cargan en una base vacía.',
  MONTO_EXCEDIDO: (p) => `El monto supera el máximo de ${money(p.maximo)}: divida la venta.`,
  CONFLICTO: (p) =>
    p.edicion
      ? 'Otra persona lo cambió mientras usted lo editaba: vuelva a abrirlo y repita su cambio.'
      : 'Otro proceso usó los mismos datos a la vez: pruebe otra vez.',
  TEXTO_INVALIDO: (p) =>
    `Hay caracteres que no se pueden guardar en ${field(p, 'el texto')}: escríbalo otra vez sin pegarlo.`,
  EMAIL_INVALIDO: () => 'El correo no es válido: escríbalo como nombre@dominio.com, o déjelo vacío.',
  TELEFONO_INVALIDO: () =>
    'El teléfono no es válido: use de 6 a 20 cifras, espacios y guiones, por ejemplo 0981 123 456.',
  DOCUMENTO_DE_PERSONA: () =>
    'El documento no es válido: escriba una CI (4 a 9 cifras) o un RUC con su dígito, por ejemplo 80012345-0.',
  RUC_DIGITO: (p) =>
    `El dígito del RUC ${p.ruc ?? ''} no corresponde${p.digito === undefined ? '' : ` (sería ${p.digito})`}: revise el número.`,
  ALTA_GUARDADA: (p) =>
    `Ya quedó guardado con los datos del primer envío${saved(p)}: búsquelo y corríjalo ahí.`,
  DOCUMENTO_REPETIDO: (p) =>
    `Ese documento ya es de otro cliente${p.cliente ? ` (n.º ${p.cliente})` : ''}: búsquelo en la lista en vez de crearlo.`,
  CLIENTE_INEXISTENTE: (p) =>
    `No existe el cliente ${p.cliente ?? ''} o está inactivo: búsquelo con «pos client list --all».`,
  ESTUDIANTE_INEXISTENTE: (p) =>
    `No existe el estudiante ${p.estudiante ?? ''}: búsquelo con «pos student list --all».`,
  RESTRICCION_INEXISTENTE: (p) =>
    `No existe la restricción ${p.restriccion ?? ''}: vea «pos student show» con el estudiante.`,
  ALERGENO_REQUERIDO: () =>
    'La restricción necesita al menos un alérgeno: sin él no se reconoce ningún producto.',
  FOTO_INVALIDA: (p) =>
    `Ese archivo no sirve como foto: ${lookUp(photoProblems, String(p.causa ?? 'formato'))}.`,
  FOTO_INEXISTENTE: () => 'El estudiante no tiene una foto guardada: no hay nada que quitar ni mostrar.',
  DATO_REQUERIDO: (p) => `Falta ${field(p, 'un dato')}: escríbalo.`,
  TEXTO_LARGO: (p) => `Es demasiado largo ${field(p, 'el texto')}: use hasta ${p.maximo ?? 100} caracteres.`,
  CODIGO_INVALIDO: (p) =>
    `El código «${p.valor ?? ''}» no sirve: escríbalo en una palabra, sin espacios ni asteriscos.`,
  PRECIO_REQUERIDO: () => 'Falta el precio de venta: escriba uno mayor que cero.',
  CATEGORIA_INEXISTENTE: (p) =>
    `No existe la categoría ${p.categoria ?? p.id_categoria ?? ''}: elija una de la lista o créela antes.`,
  CATEGORIA_INACTIVA: () => 'La categoría está inactiva: actívela o elija otra.',
  CATEGORIA_EN_USO: (p) =>
    `La categoría tiene ${p.productos ?? 'algunos'} productos activos: páselos a otra o desactívelos antes.`,
  CODIGO_DUPLICADO: (p) =>
    p.de === 'tarjeta'
      ? 'Uno de esos códigos es el número de una tarjeta: use otro, o la tarjeta vendería el producto.'
      : `El código ${p.codigo ?? ''} ya es de ${p.producto ?? 'otro producto'}: use otro o corrija ese producto.`,
  NOMBRE_DUPLICADO: () => 'Ya hay otro con ese nombre o código: elija uno distinto.',
  ALERGENO_INEXISTENTE: (p) => `No existe el alérgeno ${p.alergeno ?? ''}: vea «pos allergen list».`,
  ALERGENO_FIJO: () => 'Los 14 alérgenos de la norma europea no se cambian ni se quitan: agregue uno propio.',
  ALERGENO_EN_USO: (p) =>
    `Lo nombran ${p.productos ?? 0} productos y ${p.restricciones ?? 0} restricciones: quítelo de ahí antes.`,
  ...tillErrors,
  BASE_DE_DATOS: (p) =>
    isDatabaseFault(p.causa)
      ? `La base de datos no atiende: ${databaseFaults[p.causa]}.`
      : 'La base de datos no responde: revise que esté en marcha y pruebe otra vez.',
  VENTA_SIN_RESPUESTA: () =>
    'La base no respondió y no se sabe si la venta quedó guardada: reintente; no se cobrará dos veces.',
  BASE_SIN_MIGRAR: (p) =>
    p.detalle === 'posterior'
      ? 'La base de datos es de una versión más nueva del programa: actualice el programa en esta máquina.'
      : 'La base de datos es de otra versión: ejecute «pos db migrate».',
  BASE_VACIA: () =>
    'La base de datos está vacía: ejecute «pos --demo» para probar con datos de demostración, o cree el primer usuario con «pos user create --role admin».',
  SERVIDOR_NO_ARRANCA: serverStart,
  SERVIDOR_NO_INSTALADO: (p) =>
    `Falta el servidor MariaDB o MySQL: instálelo con «${p.orden ?? 'apt-get install mariadb-server-core'}».`,
  IMPRESORA: (p) =>
    String(p.causa ?? 'La impresora no responde: revise el cable y el papel; el ticket queda en cola.'),
};
