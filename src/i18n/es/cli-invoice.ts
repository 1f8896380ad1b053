import { invoiceStates } from './invoice-states.ts';

type Examples = [string, string][];

/** `pos invoice`. */
export const invoice = {
  description: 'factura electrónica: configurarla, ver, enviar, cancelar',
  states: invoiceStates,
  inTest: 'prueba',
  eventStates: {
    pendiente: 'por enviar',
    enviando: 'enviándose',
    registrado: 'registrada',
    rechazado: 'rechazada',
  },
  kinds: { factura: 'Factura', nota_credito: 'Nota de crédito' },
  eventKinds: { cancelacion: 'Cancelación', inutilizacion: 'Números sin uso' },
  list: 'lista las facturas y notas, las más nuevas primero',
  show: 'muestra una factura: el KuDE, dónde está y su historia',
  status: 'dice qué falta enviar; con una factura, qué dice de ella la DNIT',
  reference:
    'número (001-001-0000069; 69 del punto de esta caja), CDC, id:ID interno, o número de su venta (001-0000091)',
  from: 'emitidas desde este día (AAAA-MM-DD)',
  to: 'hasta este día, inclusive',
  date: 'solo este día',
  state: 'solo en este estado',
  kind: 'factura o nota_credito',
  search: 'parte de un número, CDC, cliente, documento o venta',
  listExamples: [
    ['pos invoice list', 'las últimas'],
    ['pos invoice list --state rechazada', 'las que hay que arreglar'],
    ['pos invoice list --from 2026-11-01 --to 2026-11-30 --csv', 'las del mes, para el contador'],
  ] as Examples,
  showExamples: [
    ['pos invoice show 001-001-0000069', 'por su número'],
    ['pos invoice show 001-0000091 --json', 'la de una venta, con todos sus datos'],
  ] as Examples,
  statusExamples: [
    ['pos invoice status', 'cuántas faltan y desde cuándo'],
    ['pos invoice status 001-001-0000069', 'pregunta a la DNIT por una'],
  ] as Examples,
  none: 'No hay facturas que mostrar.',
  columns: {
    environment: 'Ambiente',
    timbrado: 'Timbrado',
    number: 'Número',
    kind: 'Tipo',
    date: 'Emitida',
    total: 'Total',
    receiver: 'Cliente',
    sale: 'Venta',
    state: 'Estado',
    reason: 'Motivo',
    at: 'Fecha',
    from: 'De',
    to: 'A',
  },
  labels: {
    environment: 'Ambiente',
    timbrado: 'Timbrado',
    number: 'Número',
    kind: 'Tipo',
    sale: 'Venta',
    receiver: 'Cliente',
    total: 'Total',
    issued: 'Emitida',
    signed: 'Firmada',
    cdc: 'CDC',
    state: 'Estado',
    reason: 'Motivo',
    protocol: 'Autorización',
    batch: 'Lote',
    approved: 'Aprobada',
    next: 'Próximo intento',
    alert: 'Atención',
    cancellation: 'Cancelación',
    service: 'La DNIT dice',
  },
  unnamed: 'sin nombre',
  found: (protocol: string | null, cancelled: boolean) =>
    `aprobada${protocol ? ` (${protocol})` : ''}${cancelled ? ' y cancelada' : ''}`,
  notFound: 'no la tiene aprobada: no le llegó, la rechazó o la está procesando',
  backlog: (unsigned: number, waiting: number, inProcess: number, rejected: number) =>
    `Sin firmar ${unsigned} · por enviar ${waiting} · en proceso ${inProcess} · rechazadas ${rejected}`,
  ofVoided: 'vigente, venta anulada',
  ofVoidedCount: (count: number) =>
    count === 1
      ? 'ATENCIÓN: 1 factura vale aunque su venta está anulada: cancélela («pos invoice cancel») o emita su nota de crédito («pos invoice credit»).'
      : `ATENCIÓN: ${count} facturas valen aunque sus ventas están anuladas: cancélelas («pos invoice cancel») o emita sus notas de crédito («pos invoice credit»).`,
  allDone: 'No falta enviar nada.',
  warning: (hours: number): string =>
    hours >= 48
      ? `ATENCIÓN: hay una factura sin resolver desde hace ${hours} horas; el plazo para enviarla es de 72.`
      : `Hay una factura sin resolver desde hace ${hours} horas: revise «pos invoice status».`,

  send: 'envía lo pendiente y termina; pensada para cron',
  watch: 'se queda enviando hasta que la terminen',
  sendLimit: 'cuántas facturas como máximo',
  dryRun: 'dice qué enviaría, sin enviar nada',
  mode: 'uno, lote o auto (de a una mientras son pocas)',
  sendExamples: [
    ['pos invoice send', 'una vez; por ejemplo cada 5 minutos con cron'],
    ['pos invoice send --watch', 'como servicio'],
    ['pos invoice send --dry-run', 'qué saldría'],
  ] as Examples,
  sendCodes: [
    ['0', 'hecho; o no toca nada todavía, o ya envía otro proceso'],
    ['3', 'algo quedó rechazado o no se puede firmar: hay que corregirlo'],
    ['4', 'la DNIT no atiende: lo que espera sale en un próximo envío'],
  ] as Examples,
  sendBusy: 'Otro proceso está enviando las facturas: no se hizo nada.',
  sent: (settled: number, left: number) => `Movidas ${settled}; quedan ${left} sin resolver.`,
  nextStep: (time: string) => `Próximo paso: ${time}.`,
  signedNow: (count: number) => `Firmadas ${count} que habían quedado sin firmar.`,
  unsigned: (number: string, why: string) => `${number} sigue sin firmar: ${why}`,
  moved: (number: string, state: string, why: string) => `${number}: ${state}${why ? ` (${why})` : ''}`,
  eventMoved: (about: string, kind: string, state: string, why: string) =>
    `${kind} ${about}: ${state}${why ? ` (${why})` : ''}`,
  trouble: (what: string) => `El servicio no atiende: ${what}. Se intenta de nuevo más tarde.`,
  held: (what: string) => `Algo espera desde que falló un envío: ${what}.`,
  toMend: 'Algo quedó rechazado o sin firmar: corríjalo, y «pos invoice resend».',
  wouldSend: (number: string, state: string) => `${number}: ${state}`,

  cancel: 'pide cancelar una factura, hasta 48 horas después de aprobada',
  reason: 'por qué, 5 letras o más',
  cancelExamples: [
    [
      'pos invoice cancel 001-001-0000069 --reason "Datos del cliente equivocados"',
      'sale con el próximo envío',
    ],
  ] as Examples,
  cancelAsked: (number: string) => `Cancelación de ${number} pedida: sale con el próximo «pos invoice send».`,
  unused: 'reporta números que ninguna factura válida lleva',
  first: 'primer número',
  last: 'último número; sin él, solo el primero',
  establishment: 'establecimiento, tres cifras',
  point: 'punto de expedición, tres cifras',
  unusedExamples: [
    [
      'pos invoice unused 12 15 --till 001 --reason "Saltados por un corte"',
      'los números 12 a 15 de la caja 001',
    ],
  ] as Examples,
  unusedAsked: (about: string) => `${about} reportado sin uso: sale con el próximo «pos invoice send».`,
  resend: 'da otra oportunidad a una factura: la rehace con los datos de hoy, o la intenta ya',
  resendExamples: [
    ['pos invoice resend 001-001-0000069', 'después de corregir el RUC del cliente'],
  ] as Examples,
  resent: (number: string, state: string) => `${number}: ${state}; sale con el próximo «pos invoice send».`,
  reissue: 'emite otra, con número nuevo, por una que no se puede arreglar',
  reissueExamples: [['pos invoice reissue 001-001-0000069', 'y reporta el número viejo']] as Examples,
  reissued: (number: string) => `Emitida la ${number}; sale con el próximo «pos invoice send».`,
  credit: 'emite la nota de crédito de una devolución o anulación',
  creditReturn: 'id de la devolución; sin él, la más vieja que no tiene su nota',
  creditExamples: [
    ['pos invoice credit 001-0000091', 'de lo primero que volvió de esa venta y no tiene nota'],
  ] as Examples,
  credited: (number: string, total: string, returned: number) =>
    `Nota de crédito ${number} por ${total}, de la devolución ${returned}.`,
  stillOwed: (returns: string, sale: string) =>
    `Todavía sin nota de crédito: devolución ${returns} («pos invoice credit ${sale}»).`,
  noted: (number: string) => `Emitida la nota de crédito ${number}.`,
  undo: 'qué hacer con la factura: undo la cancela o le emite nota de crédito; keep la deja',
  undoWait: (number: string, sale: string) =>
    `La factura ${number} todavía no está aprobada; cuando lo esté: pos invoice credit ${sale}`,
  undoLater: {
    cancel: (number: string, _: string) =>
      `La factura ${number} sigue valiendo. Para cancelarla, hasta 48 horas después de aprobada: pos invoice cancel ${number} --reason …`,
    credit: (number: string, sale: string) =>
      `La factura ${number} sigue valiendo y ya no se cancela. Para su nota de crédito: pos invoice credit ${sale}`,
    part: (number: string, sale: string) =>
      `Falta la nota de crédito de la factura ${number}: pos invoice credit ${sale}`,
    report: (number: string, _: string) =>
      `La factura ${number} no llegó a valer. Reporte su número con pos invoice unused.`,
  },
  export: 'escribe el XML firmado y el PDF del KuDE',
  dir: 'carpeta donde van; sin ella, la actual',
  only: 'solo xml o solo pdf',
  force: 'reemplaza los archivos que ya están',
  exportExamples: [
    ['pos invoice export 001-001-0000069 --dir /tmp', 'los dos archivos, con el CDC de nombre'],
    ['pos invoice export 001-001-0000069 --only xml', 'solo el XML'],
  ] as Examples,
  exported: (path: string) => `Escrito ${path}`,
  print: 'pone en cola otra copia del KuDE',
  printExamples: [['pos invoice print 001-001-0000069', 'otra copia, marcada REIMPRESIÓN']] as Examples,
  printed: (number: string, copy: number) => `Copia ${copy} de ${number} en la cola de impresión.`,
};
