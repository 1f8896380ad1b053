import { serve, token, webhook } from './cli-api.ts';
import { audit } from './cli-audit.ts';
import { cardDesk } from './cli-card.ts';
import { dashboard } from './cli-dashboard.ts';
import { client, student } from './cli-families.ts';
import { imports } from './cli-imports.ts';
import { invoice } from './cli-invoice.ts';
import { invoiceSetup } from './cli-invoice-setup.ts';
import { logs } from './cli-logs.ts';
import { method } from './cli-method.ts';
import { allergen, catalogue, category } from './cli-product.ts';
import { report } from './cli-report.ts';
import { returns } from './cli-returns.ts';
import { shift } from './cli-shift.ts';
import { stock } from './cli-stock.ts';
import { till } from './cli-till.ts';
import { user } from './cli-user.ts';

/** The command line: help, questions, tables. */
export const cli = {
  help: {
    usage: 'Uso:',
    arguments: 'Argumentos:',
    options: 'Opciones:',
    commands: 'Órdenes:',
    examples: 'Ejemplos:',
    exitCodes: 'Códigos de salida:',
    optionsPlace: '[opciones]',
    commandPlace: '[orden]',
    helpOption: 'muestra esta ayuda',
    version: 'muestra la versión',
    description:
      'Cantina POS: punto de venta para cantinas escolares, todo con el teclado.\nSin orden abre la pantalla de ventas.',
    examplesOfPos: [
      ['pos --demo', 'abre la pantalla con los datos de demostración'],
      ['pos card show 00203', 'saldo y restricciones de una tarjeta'],
      ['pos sale list --json', 'las ventas de hoy, para otro programa'],
      ['pos doctor', 'revisa la base, la terminal y la impresora'],
    ] as [string, string][],
    help: 'ayuda de una orden; «pos help keys» muestra las teclas de la pantalla',
    helpTopic: 'orden, o «keys»',
    helpExamples: [
      ['pos help sale register', 'cómo registrar una venta desde un archivo'],
      ['pos help keys', 'todas las teclas, pantalla por pantalla'],
      ['pos help keys --json', 'lo mismo, para otro programa'],
    ] as [string, string][],
  },
  options: {
    lang: 'idioma de la interfaz: es o en (POS_LANG)',
    till: 'código de la caja (POS_TILL; si falta, 001)',
    theme: 'colores: dark, light, basic o mono (POS_THEME)',
    json: 'imprime JSON',
    csv: 'imprime CSV',
    user: 'actúa como esta persona; pide la contraseña o lee POS_PASSWORD',
    approver: 'gerente que lo aprueba; pide su contraseña o lee POS_APPROVER_PASSWORD',
    limit: 'cuántas filas como máximo',
  },
  sell: {
    description: 'abre la pantalla de ventas (es lo que hace «pos» sin orden)',
    demo: 'carga los datos de la Cantina Tita en una base vacía',
    examples: [
      ['pos', 'abre la pantalla de ventas'],
      ['pos --demo', 'la abre con los datos de demostración'],
      ['pos sell --till 002 --theme light', 'otra caja, con fondo claro'],
    ] as [string, string][],
  },
  sale: {
    description: 'ventas: registrar, ver, anular, devolver, reimprimir, las que esperan',
    register: 'registra una venta desde un documento JSON',
    file: 'archivo con el documento; «-» es la entrada estándar',
    list: 'lista las ventas; sin fechas, las de hoy',
    show: 'muestra una venta tal como quedó guardada',
    reprint: 'pone en cola otra copia del ticket',
    reference:
      'número de la venta (91 o #91 de esta caja, 002-91 de otra, 001-0000091), id:ID interno, o UUID',
    from: 'desde este día (AAAA-MM-DD)',
    to: 'hasta este día, inclusive',
    date: 'solo este día',
    state: 'Completada o Anulada',
    search: 'parte de un número, cliente, estudiante, cajero o tarjeta',
    listExamples: [
      ['pos sale list', 'las ventas de hoy'],
      ['pos sale list --from 2026-01-01 --to 2026-01-31 --csv', 'las de enero, para una planilla'],
      ['pos sale list --state Anulada --json', 'las anuladas de hoy, para otro programa'],
    ] as [string, string][],
    registerExamples: [
      ['pos sale register --file venta.json', 'con la sesión de «pos login»'],
      ['pos sale register --file - --user cajero --json', 'desde otro programa, con POS_PASSWORD'],
    ] as [string, string][],
    showExamples: [
      ['pos sale show 001-0000091', 'el ticket, por su número'],
      ['pos sale show 001-0000091 --json', 'todos sus datos'],
    ] as [string, string][],
    reprintExamples: [['pos sale reprint 001-0000091', 'otra copia, marcada REIMPRESIÓN']] as [
      string,
      string,
    ][],
    registered: (number: string, total: string, change: string) =>
      `Venta ${number}: total ${total}, vuelto ${change}.`,
    invoiced: (code: string) => `Factura ${code}.`,
    unsigned: (why: string) =>
      `La venta quedó guardada y su factura sin firmar; «pos invoice send» la firma cuando se pueda. ${why}`,
    repeated: (number: string, total: string) =>
      `La venta ${number} ya estaba registrada (total ${total}): no se cambió nada.`,
    queued: (number: string, copy: number) =>
      `Reimpresión ${copy} de la venta ${number} en la cola de impresión.`,
    keepUuid: (uuid: string) => `Para reintentar sin riesgo agregue "uuid": "${uuid}" al documento.`,
    none: 'No hay ventas que mostrar.',
    columns: {
      number: 'Número',
      date: 'Fecha',
      state: 'Estado',
      total: 'Total',
      units: 'Unid.',
      client: 'Cliente',
      cashier: 'Cajero',
      methods: 'Pago',
    },
    states: { Completada: 'Completada', Anulada: 'Anulada' },
    walkIn: 'Consumidor final',
    sum: (count: number, total: string) =>
      `${count} ${count === 1 ? 'venta completada' : 'ventas completadas'}, ${total}`,
  },
  card: {
    description: 'tarjetas estudiantiles: ver, emitir, recargar, bloquear, reemplazar',
    show: 'muestra el titular, el saldo y las restricciones de una tarjeta',
    list: 'lista las tarjetas',
    number: 'número de la tarjeta',
    search: 'parte de un número, estudiante o responsable',
    showExamples: [
      ['pos card show 00203', 'para leer'],
      ['pos card show 00203 --json', 'para otro programa'],
    ] as [string, string][],
    listExamples: [
      ['pos card list --search mongellos', 'las tarjetas de una familia'],
      ['pos card list --csv', 'todas, para una planilla'],
    ] as [string, string][],
    none: 'No hay tarjetas que mostrar.',
    labels: {
      number: 'Tarjeta',
      student: 'Estudiante',
      grade: 'Grado',
      balance: 'Saldo',
      client: 'Responsable',
      state: 'Estado',
      expires: 'Vence',
      dailyLimit: 'Límite diario',
      restrictions: 'Restricciones',
    },
    noRestrictions: 'ninguna',
    blocks: 'bloquea la venta',
  },
  product: {
    description: 'productos: listar, crear, cambiar, precios',
    list: 'lista los productos con precio y stock',
    search: 'busca por nombre o código, con o sin acentos',
    all: 'incluye los inactivos',
    listExamples: [
      ['pos product list --search galle', 'busca como en la pantalla de ventas'],
      ['pos product list --json', 'todo el catálogo, para otro programa'],
    ] as [string, string][],
    none: 'No hay productos que mostrar.',
    nothing: 'No hay nada que cambiar: así está el producto.',
    columns: {
      code: 'Código',
      name: 'Producto',
      category: 'Categoría',
      price: 'Precio',
      stock: 'Stock',
      allergens: 'Alérgenos',
    },
  },
  session: {
    login: 'inicia una sesión de 8 horas para las órdenes que cambian datos',
    logout: 'cierra la sesión',
    name: 'usuario o correo; si falta, lo pregunta',
    loginExamples: [
      ['pos login cajero', 'pregunta la contraseña sin mostrarla'],
      ['POS_PASSWORD=… pos login cajero', 'sin preguntar, para un programa'],
    ] as [string, string][],
    logoutExamples: [['pos logout', 'la sesión deja de valer en el acto']] as [string, string][],
    user: 'Usuario: ',
    password: (login: string) => `Contraseña de ${login}: `,
    opened: (name: string, hours: number) => `Sesión de ${name} abierta por ${hours} horas.`,
    closed: 'Sesión cerrada.',
    notOpen: 'No había una sesión abierta.',
  },
  completion: {
    description: 'imprime el autocompletado para su shell',
    shell: 'bash, zsh o fish',
    examples: [
      ['source <(pos completion bash)', 'en ~/.bashrc'],
      ['source <(pos completion zsh)', 'en ~/.zshrc'],
      ['pos completion fish | source', 'en config.fish'],
    ] as [string, string][],
  },
  doctor: {
    description: 'revisa todo lo que la caja necesita y dice cómo arreglarlo',
    examples: [
      ['pos doctor', 'cada revisión con su resultado y su remedio'],
      ['pos doctor --json', 'lo mismo para un programa; código de salida 4 si algo falla'],
    ] as [string, string][],
  },
  allergen,
  audit,
  serve,
  token,
  webhook,
  catalogue,
  category,
  report,
  returns,
  cardDesk,
  imports,
  invoice,
  invoiceSetup,
  dashboard,
  till,
  method,
  logs,
  client,
  student,
  shift,
  stock,
  user,
  bugReported: (detail: string, report: string) =>
    `El programa tuvo una falla (${detail}): pruebe otra vez y, si sigue, envíe ${report} a quien mantiene el sistema.`,
  bug: (detail: string) =>
    `El programa tuvo una falla (${detail}): pruebe otra vez y, si sigue, avise con lo que muestra POS_DEBUG=1.`,
};
