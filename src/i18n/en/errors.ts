import { isDatabaseFault } from '../../domain/database-fault.ts';
import type { ErrorParams } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import type { errors as source } from '../es/errors.ts';
import {
  CARD_STATES,
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
  const problem = problems[String(p.problema)]?.(String(p.valor ?? '')) ?? 'The command is not understood';
  return p.sugerencia
    ? `${problem}: did you mean “${p.sugerencia}”?`
    : `${problem}: see “${['pos', p.orden, '--help'].filter(Boolean).join(' ')}”.`;
};

/** The field that a refusal names, as people call it. */
const field = (p: ErrorParams, otherwise: string): string =>
  p.campo === undefined ? otherwise : lookUp(fieldNames, String(p.campo));

const money = (value: string | number | undefined): string => `Gs. ${formatGs(Number(value ?? 0))}`;

/** Without the card nothing checks the child's restrictions: the cashier must know them. */
const caution = (p: ErrorParams): string => (p.restricciones ? ` BEWARE: ${p.restricciones}.` : '');

/** One plain sentence each: what is wrong and what to do. */
export const errors = {
  DOCUMENTO_INVALIDO: (p) =>
    `The sale document is not valid (${p.campo ?? 'JSON'}): correct it and send it again.`,
  USO_INVALIDO: usage,
  VALOR_INVALIDO: (p) =>
    `${p.valor ? `The value “${p.valor}”` : 'What was written'} does not do for ${field(p, 'this field')}: ${p.opciones ? `use ${p.opciones}` : 'write something else'}.`,
  ARCHIVO_ILEGIBLE: (p) => `The file ${p.archivo ?? ''} cannot be read: check its path and permissions.`,
  ARCHIVO_INVALIDO: (p) =>
    `The file ${p.archivo ?? ''} cannot be imported: ${lookUp(fileProblems, String(p.problema ?? 'binario'))}${Number(p.linea ?? 0) > 0 ? ` (line ${p.linea})` : ''}.`,
  ARCHIVO_EXISTE: (p) =>
    `The file ${p.archivo ?? ''} is there already: choose another name or say that it be replaced (--force on the command line).`,
  ARCHIVO_NO_ESCRITO: (p) =>
    `The file ${p.archivo ?? ''} cannot be written: check the folder, the permissions and the room on the disk.`,
  COLUMNAS_FALTANTES: (p) =>
    `The first line ${p.columnas ? `lacks the titles ${p.columnas}` : 'has no title that is known'}: expected are ${p.esperadas ?? 'those of the template'}.`,
  COLUMNAS_REPETIDAS: (p) => `Two columns hold the same (${p.columnas ?? ''}): keep one of each.`,
  IMPORTACION_INEXISTENTE: () => 'That import is no longer ready: read the file again.',
  IMPORTACION_CON_ERRORES: (p) =>
    `Nothing was imported: ${p.filas ?? 'some'} rows have errors; correct them and read the file again.`,
  IMPORTACION_CAMBIADA: () =>
    'Nothing was imported: the data has changed since the preview; look at it again before applying.',
  CONFIGURACION_INVALIDA: (p) =>
    `The setting “${p.campo ?? ''}”${p.valor ? ` with the value “${p.valor}”` : ''} is not valid: ${lookUp(configDetails, String(p.detalle ?? 'correct it'))}.`,
  SIN_TERMINAL: () =>
    'The sale screen needs a terminal: without one use “pos sale”, “pos card”, “pos product”, “pos print”, “pos db” or “pos doctor”.',
  TARJETA_INEXISTENTE: (p) => `There is no card ${p.numero ?? ''}: check the number or go on without a card.`,
  PRODUCTO_INEXISTENTE: (p) => `There is no product ${p.producto ?? ''}: check the code or search by name.`,
  VENTA_INEXISTENTE: (p) => `There is no sale ${p.venta ?? ''}: check the number.`,
  TRABAJO_INEXISTENTE: (p) => `There is no print job ${p.trabajo ?? ''}: see “pos print queue”.`,
  CAJA_INEXISTENTE: (p) =>
    `There is no till ${p.caja ?? ''}: choose ${p.cajas ? `one of these with --till or POS_TILL: ${p.cajas}` : 'another with --till or POS_TILL'}.`,
  MONTO_INVALIDO: (p) =>
    `The amount ${p.monto ?? ''} is not valid: type whole guaraníes, without sign or decimals.`,
  TURNO_INEXISTENTE: (p) => `There is no closed shift ${p.turno ?? ''}: see "pos shift list".`,
  REGISTRO_INEXISTENTE: (p) => `There is no audit entry ${p.registro ?? ''}: see "pos audit list".`,
  SESION_REQUERIDA: (p) =>
    p.variable
      ? `There is no terminal to type the password on: pass it in ${p.variable}.`
      : 'You have to sign in first: use “pos login” or the option --user.',
  ...invoicingErrors,
  ...mailErrors,
  ...backupErrors,
  ...peopleErrors,
  ...reportErrors,
  ...stockErrors,
  ...apiErrors,
  CREDENCIALES_INVALIDAS: () => 'Wrong user or password: try again.',
  DEMASIADOS_INTENTOS: (p) => `Too many failed attempts: wait ${p.segundos ?? ''} s and try again.`,
  CLAVE_DE_DEMOSTRACION: () =>
    'That password belongs to the demonstration and is not accepted here: ask the administrator for your own.',
  USUARIO_INVALIDO: () => 'The user does not exist or is inactive: sign in again.',
  PERMISO_DENEGADO: (p) =>
    `The role ${p.rol ?? ''} may not do this: ${
      ['user.edit', 'settings.edit', 'integration.edit'].includes(String(p.permiso))
        ? 'an admin does it.'
        : 'ask a manager to approve it.'
    }`,
  LIMITE_DE_ROL: (p) =>
    `The role ${p.rol ?? ''} goes up to ${p.limite ?? 0} %: ask ${p.rol === 'gerente' ? 'an admin' : 'a manager'} to approve ${p.pedido ?? 'more'} %.`,
  TURNO_CERRADO: () =>
    'This till has no open shift: open one in Back office, Shift, or with “pos shift open”.',
  TURNO_YA_ABIERTO: () =>
    'The till has an open shift already: go on with it, or close it before opening another.',
  EFECTIVO_INSUFICIENTE: (p) =>
    `There should not be ${p.monto ? money(p.monto) : 'so much cash'} in the drawer: check the amount or take out less.`,
  CAJA_INVALIDA: () => "The till does not exist or is inactive: check this terminal's configuration.",
  NUMERO_TARJETA_INVALIDO: () =>
    'A card number has 4 to 40 digits or letters and no spaces: scan it or type it again.',
  VENCIMIENTO_PASADO: (p) =>
    `${p.vencimiento ?? 'That day'} has passed: choose a last day from today on or leave it empty.`,
  RECARGA_INEXISTENTE: (p) => `There is no top-up ${p.recarga ?? ''}: see the card's statement.`,
  DEVOLUCION_INEXISTENTE: (p) =>
    p.devolucion
      ? `That sale has no return ${p.devolucion}: see its returns with “pos sale show”.`
      : 'That sale has no returns: there is no slip to copy.',
  TARJETA_NO_RECARGABLE: (p) =>
    `The card cannot be topped up: ${lookUp(topupRemedies, String(p.estado ?? ''))}.`,
  TARJETA_YA_REEMPLAZADA: () => 'That card was replaced and is dead: use the new one.',
  NUMERO_TARJETA_EN_USO: (p) =>
    p.de === 'producto'
      ? 'That number is the code of a product: use another card.'
      : 'That number belongs to another card: use an unassigned one.',
  TITULAR_INACTIVO: () =>
    'The student or the responsible adult is inactive: reactivate them in Families first.',
  ENTREGADO_INSUFICIENTE: (p) => `Not enough was handed over: ${money(p.falta)} is missing for that amount.`,
  AJUSTE_EXCESIVO: (p) => `${money(p.monto)} cannot be taken off: the card holds ${money(p.saldo)}.`,
  SALDO_EXCEDIDO: (p) => `The balance would pass ${money(p.maximo)}: use a smaller amount.`,
  TARJETA_NO_ACTIVA: (p) =>
    `Card ${p.numero ?? ''} is ${CARD_STATES[String(p.estado)] ?? 'inactive'}: take another payment and tell the responsible client.${caution(p)}`,
  TARJETA_VENCIDA: (p) =>
    `Card${p.numero ? ` ${p.numero}` : ''} expired on ${p.vencimiento ?? ''}: take another payment and ask for its renewal.${caution(p)}`,
  TARJETA_DE_OTRO: (p) =>
    `Card ${p.numero ?? ''} is another student's: take the card or the student out of the document.`,
  TARJETA_REQUERIDA: () => "This payment method needs the student's card: scan it first.",
  CLIENTE_INACTIVO: (p) =>
    `The student or the responsible client is inactive: sell without the card and tell the manager.${caution(p)}`,
  PRODUCTO_INACTIVO: (p) => `The product ${p.producto ?? ''} is not for sale: remove it from the cart.`,
  PRECIO_INVALIDO: (p) => `The product ${p.producto ?? ''} has no valid price: tell the manager.`,
  PRECIO_CAMBIADO: (p) =>
    `The price of ${p.producto ?? ''} changed to ${money(p.precio)}: check the total before taking payment.`,
  STOCK_INSUFICIENTE: (p) =>
    Number(p.disponible ?? 0) > 0
      ? `Not enough ${p.producto ?? 'stock'}: ${p.disponible} left; lower the quantity or remove it.`
      : `${p.producto ?? 'A product'}: sold out; remove it or choose another.`,
  CANTIDAD_INVALIDA: (p) =>
    `The quantity ${p.cantidad ?? ''} is not valid: use a whole number from 1 to ${p.maximo ?? 9999}.`,
  CARRITO_VACIO: () => 'The cart is empty: add a product before taking payment.',
  DESCUENTO_INVALIDO: (p) =>
    `The discount of ${money(p.descuento)} is not valid: the most is ${money(p.maximo)}.`,
  RESTRICCION_SIN_CONFIRMAR: (p) =>
    `The food restriction on ${p.producto ?? 'a product'} is not confirmed: confirm it or remove the product.`,
  RESTRICCION_SIN_AUTORIZACION: (p) =>
    `The restriction on ${p.producto ?? 'a product'} blocks the sale: a manager approves it with a reason, or remove the product.`,
  AUTORIZACION_INVALIDA: () =>
    'The approval is not by an active manager or administrator who proved it with a password: ask one for it.',
  MOTIVO_REQUERIDO: (p) =>
    p.diferencia
      ? `The count differs from what is expected by ${money(p.diferencia)}: type the reason and close again.`
      : 'The reason is missing: write it to go on.',
  MEDIO_INVALIDO: (p) =>
    `The payment method ${p.medio ?? ''} is not available: choose ${p.opciones || 'another'}.`,
  REFERENCIA_REQUERIDA: (p) => `${p.medio ?? 'This method'} needs its reference number: write it.`,
  PAGO_INCOMPLETO: (p) => `${money(p.falta)} still to pay: add another payment.`,
  PAGO_EXCEDIDO: (p) => `The payment exceeds the total by ${money(p.sobra)}: only cash gives change.`,
  SALDO_INSUFICIENTE: (p) =>
    `The balance of the card is short by ${money(p.falta)} (balance ${money(p.saldo)}): pay with something else or mix.`,
  LIMITE_DIARIO: (p) =>
    `The card reached its daily limit: it may spend ${money(p.disponible)} more today; pay the rest with something else.`,
  FACTURA_NO_PERMITIDA: () =>
    'This sale cannot have an electronic invoice: untick the box or change the payment method.',
  VENTA_YA_ANULADA: (p) => `Sale ${p.venta ?? ''} was void already: nothing was changed.`,
  VENTA_YA_DEVUELTA: (p) => `All of sale ${p.venta ?? ''} was given back already: nothing is left to return.`,
  DEVOLUCION_VACIA: () => 'Nothing is marked to be returned: type how many units come back.',
  DEVOLUCION_EXCEDIDA: (p) =>
    `Only ${p.disponible ?? 0} of ${p.producto ?? 'that product'} can still come back: lower the quantity.`,
  TARJETA_SIN_DESTINO: (p) =>
    `The card of sale ${p.venta ?? ''} is gone and the student has no other: give ${money(p.monto)} back in cash (--cash) or issue a card.`,
  ESPERA_INEXISTENTE: () => 'There is no such parked sale: look at the list again.',
  ESPERA_CERRADA: (p) =>
    `That sale no longer waits: ${lookUp(parkedStates, String(p.estado ?? ''))}${p.usuario ? ` (${p.usuario}${p.caja ? `, till ${p.caja}` : ''})` : ''}.`,
  UUID_EN_CONFLICTO: () => 'That UUID belongs to a different sale: make a new one.',
  DEMO_NO_PERMITIDA: () =>
    'The database holds data of its own: demonstration data is loaded only into an empty one.',
  MONTO_EXCEDIDO: (p) => `The amount exceeds the most allowed, ${money(p.maximo)}: split the sale.`,
  CONFLICTO: (p) =>
    p.edicion
      ? 'Somebody else changed it while you were editing it: open it again and repeat your change.'
      : 'Another process used the same data at the same time: try again.',
  TEXTO_INVALIDO: (p) =>
    `There are characters that cannot be kept in ${field(p, 'the text')}: type it again without pasting.`,
  EMAIL_INVALIDO: () => 'The e-mail is not valid: write it as name@domain.com, or leave it empty.',
  TELEFONO_INVALIDO: () =>
    'The telephone is not valid: use 6 to 20 digits, blanks and hyphens, for example 0981 123 456.',
  DOCUMENTO_DE_PERSONA: () =>
    'The document is not valid: write a CI (4 to 9 digits) or a RUC with its digit, for example 80012345-0.',
  RUC_DIGITO: (p) =>
    `The digit of the RUC ${p.ruc ?? ''} is not right${p.digito === undefined ? '' : ` (it would be ${p.digito})`}: check the number.`,
  ALTA_GUARDADA: (p) => `It was stored as it was sent first${saved(p)}: look for it and put it right there.`,
  DOCUMENTO_REPETIDO: (p) =>
    `That document is another client’s already${p.cliente ? ` (no. ${p.cliente})` : ''}: look for it in the list instead.`,
  CLIENTE_INEXISTENTE: (p) =>
    `There is no client ${p.cliente ?? ''}, or it is inactive: look for it with “pos client list --all”.`,
  ESTUDIANTE_INEXISTENTE: (p) =>
    `There is no student ${p.estudiante ?? ''}: look for it with “pos student list --all”.`,
  RESTRICCION_INEXISTENTE: (p) =>
    `There is no restriction ${p.restriccion ?? ''}: see “pos student show” with the student.`,
  ALERGENO_REQUERIDO: () =>
    'The restriction needs an allergen at least: without one no product is recognised.',
  FOTO_INVALIDA: (p) =>
    `That file is no use as a photo: ${lookUp(photoProblems, String(p.causa ?? 'formato'))}.`,
  FOTO_INEXISTENTE: () => 'The student has no stored photo: there is nothing to remove or to show.',
  DATO_REQUERIDO: (p) => `Missing: ${field(p, 'a value')}. Type it.`,
  TEXTO_LARGO: (p) => `Too long: ${field(p, 'the text')}. Use at most ${p.maximo ?? 100} characters.`,
  CODIGO_INVALIDO: (p) =>
    `The code “${p.valor ?? ''}” is no use: write it in one word, without spaces or asterisks.`,
  PRECIO_REQUERIDO: () => 'The sale price is missing: type one above zero.',
  CATEGORIA_INEXISTENTE: (p) =>
    `There is no category ${p.categoria ?? p.id_categoria ?? ''}: choose one of the list or create it first.`,
  CATEGORIA_INACTIVA: () => 'The category is inactive: activate it or choose another.',
  CATEGORIA_EN_USO: (p) =>
    `The category has ${p.productos ?? 'some'} active products: move them to another or deactivate them first.`,
  CODIGO_DUPLICADO: (p) =>
    p.de === 'tarjeta'
      ? 'One of those codes is the number of a card: use another, or that card would sell the product.'
      : `The code ${p.codigo ?? ''} belongs to ${p.producto ?? 'another product'}: use another or correct that product.`,
  NOMBRE_DUPLICADO: () => 'There is another one with that name or code: choose a different one.',
  ALERGENO_INEXISTENTE: (p) => `There is no allergen ${p.alergeno ?? ''}: see “pos allergen list”.`,
  ALERGENO_FIJO: () =>
    'The 14 allergens of the European rule cannot be changed or removed: add one of your own.',
  ALERGENO_EN_USO: (p) =>
    `It is named by ${p.productos ?? 0} products and ${p.restricciones ?? 0} restrictions: take it out of them first.`,
  ...tillErrors,
  BASE_DE_DATOS: (p) =>
    isDatabaseFault(p.causa)
      ? `The database does not serve: ${databaseFaults[p.causa]}.`
      : 'The database does not answer: check that it is running and try again.',
  VENTA_SIN_RESPUESTA: () =>
    'The database did not answer and nobody knows yet whether the sale was stored: try again; it will not be charged twice.',
  BASE_SIN_MIGRAR: (p) =>
    p.detalle === 'posterior'
      ? 'The database is of a newer version of the program: update the program on this machine.'
      : 'The database is of another version: run “pos db migrate”.',
  BASE_VACIA: () =>
    'The database is empty: run “pos --demo” to try it with demonstration data, or make the first user with “pos user create --role admin”.',
  SERVIDOR_NO_ARRANCA: serverStart,
  SERVIDOR_NO_INSTALADO: (p) =>
    `The MariaDB or MySQL server is missing: install it with “${p.orden ?? 'apt-get install mariadb-server-core'}”.`,
  IMPRESORA: (p) =>
    String(p.causa ?? 'The printer does not answer: check cable and paper; the ticket stays in the queue.'),
} satisfies typeof source;
