import { invoiceStates } from './invoice-states.ts';

type Examples = [string, string][];

/** `pos invoice`. */
export const invoice = {
  description: 'electronic invoice: set it up, look, send, cancel',
  states: invoiceStates,
  inTest: 'test',
  eventStates: {
    pendiente: 'to be sent',
    enviando: 'being sent',
    registrado: 'registered',
    rechazado: 'rejected',
  },
  kinds: { factura: 'Invoice', nota_credito: 'Credit note' },
  eventKinds: { cancelacion: 'Cancellation', inutilizacion: 'Unused numbers' },
  list: 'lists invoices and credit notes, the newest first',
  show: 'shows an invoice: its KuDE, where it is and its history',
  status: 'says what is still to be sent; with an invoice, what the DNIT says of it',
  reference:
    "number (001-001-0000069; 69 of this till's point), CDC, id:ID internal, or the number of its sale (001-0000091)",
  from: 'issued from this day (YYYY-MM-DD)',
  to: 'until this day, inclusive',
  date: 'this day only',
  state: 'in this state only',
  kind: 'factura or nota_credito',
  search: 'part of a number, CDC, client, document or sale',
  listExamples: [
    ['pos invoice list', 'the last ones'],
    ['pos invoice list --state rechazada', 'those to be mended'],
    ['pos invoice list --from 2026-11-01 --to 2026-11-30 --csv', "the month's, for the accountant"],
  ] as Examples,
  showExamples: [
    ['pos invoice show 001-001-0000069', 'by its number'],
    ['pos invoice show 001-0000091 --json', 'that of a sale, with all its data'],
  ] as Examples,
  statusExamples: [
    ['pos invoice status', 'how many are left and since when'],
    ['pos invoice status 001-001-0000069', 'asks the DNIT about one'],
  ] as Examples,
  none: 'There are no invoices to show.',
  columns: {
    environment: 'Environment',
    timbrado: 'Timbrado',
    number: 'Number',
    kind: 'Kind',
    date: 'Issued',
    total: 'Total',
    receiver: 'Client',
    sale: 'Sale',
    state: 'State',
    reason: 'Reason',
    at: 'Date',
    from: 'From',
    to: 'To',
  },
  labels: {
    environment: 'Environment',
    timbrado: 'Timbrado',
    number: 'Number',
    kind: 'Kind',
    sale: 'Sale',
    receiver: 'Client',
    total: 'Total',
    issued: 'Issued',
    signed: 'Signed',
    cdc: 'CDC',
    state: 'State',
    reason: 'Reason',
    protocol: 'Authorisation',
    batch: 'Batch',
    approved: 'Approved',
    next: 'Next attempt',
    alert: 'Note',
    cancellation: 'Cancellation',
    service: 'The DNIT says',
  },
  unnamed: 'unnamed',
  found: (protocol: string | null, cancelled: boolean) =>
    `approved${protocol ? ` (${protocol})` : ''}${cancelled ? ' and cancelled' : ''}`,
  notFound: 'it has not approved it: never received, rejected, or in process',
  backlog: (unsigned: number, waiting: number, inProcess: number, rejected: number) =>
    `Unsigned ${unsigned} · to be sent ${waiting} · in process ${inProcess} · rejected ${rejected}`,
  ofVoided: 'holds, sale voided',
  ofVoidedCount: (count: number) =>
    count === 1
      ? 'NOTE: 1 invoice holds though its sale was voided: cancel it (“pos invoice cancel”) or issue its credit note (“pos invoice credit”).'
      : `NOTE: ${count} invoices hold though their sales were voided: cancel them (“pos invoice cancel”) or issue their credit notes (“pos invoice credit”).`,
  allDone: 'Nothing is left to be sent.',
  warning: (hours: number): string =>
    hours >= 48
      ? `ATTENTION: an invoice has been undecided for ${hours} hours; it must be sent within 72.`
      : `An invoice has been undecided for ${hours} hours: see "pos invoice status".`,

  send: 'sends what is pending and ends; made for cron',
  watch: 'stays and sends until it is ended',
  sendLimit: 'how many invoices at most',
  dryRun: 'says what it would send, and sends nothing',
  mode: 'uno, lote or auto (one by one while there are few)',
  sendExamples: [
    ['pos invoice send', 'once; every 5 minutes by cron, for example'],
    ['pos invoice send --watch', 'as a service'],
    ['pos invoice send --dry-run', 'what would go out'],
  ] as Examples,
  sendCodes: [
    ['0', 'done; or nothing is due yet, or another process is sending'],
    ['3', 'something was rejected or cannot be signed, and is to be mended'],
    ['4', 'the DNIT does not answer: what waits goes with a later sending'],
  ] as Examples,
  sendBusy: 'Another process is sending the invoices: nothing was done.',
  sent: (settled: number, left: number) => `Moved ${settled}; ${left} are undecided.`,
  nextStep: (time: string) => `Next step: ${time}.`,
  signedNow: (count: number) => `Signed ${count} that had been left unsigned.`,
  unsigned: (number: string, why: string) => `${number} is still unsigned: ${why}`,
  moved: (number: string, state: string, why: string) => `${number}: ${state}${why ? ` (${why})` : ''}`,
  eventMoved: (about: string, kind: string, state: string, why: string) =>
    `${kind} ${about}: ${state}${why ? ` (${why})` : ''}`,
  trouble: (what: string) => `The service does not serve: ${what}. It is tried again later.`,
  held: (what: string) => `Something has waited since a sending failed: ${what}.`,
  toMend: 'Something was rejected or is unsigned: mend it, then "pos invoice resend".',
  wouldSend: (number: string, state: string) => `${number}: ${state}`,

  cancel: 'asks for the cancellation of an invoice, up to 48 hours after its approval',
  reason: 'why, 5 letters or more',
  cancelExamples: [
    ['pos invoice cancel 001-001-0000069 --reason "Wrong client"', 'goes out with the next sending'],
  ] as Examples,
  cancelAsked: (number: string) =>
    `Cancellation of ${number} asked for: it goes with the next "pos invoice send".`,
  unused: 'reports numbers that no valid invoice carries',
  first: 'first number',
  last: 'last number; without it, only the first',
  establishment: 'establishment, three digits',
  point: 'point of issue, three digits',
  unusedExamples: [
    ['pos invoice unused 12 15 --till 001 --reason "Skipped in an outage"', 'numbers 12 to 15 of till 001'],
  ] as Examples,
  unusedAsked: (about: string) => `${about} reported unused: it goes with the next "pos invoice send".`,
  resend: "gives an invoice another chance: made anew with today's data, or tried at once",
  resendExamples: [
    ['pos invoice resend 001-001-0000069', "after the client's RUC was corrected"],
  ] as Examples,
  resent: (number: string, state: string) => `${number}: ${state}; it goes with the next "pos invoice send".`,
  reissue: 'issues another, with a new number, for one that cannot be mended',
  reissueExamples: [['pos invoice reissue 001-001-0000069', 'and reports the old number']] as Examples,
  reissued: (number: string) => `Issued ${number}; it goes with the next "pos invoice send".`,
  credit: 'issues the credit note of a return or a void',
  creditReturn: 'id of the return; without it, the oldest that has no note',
  creditExamples: [
    ['pos invoice credit 001-0000091', 'of what came back of that sale first and has no note'],
  ] as Examples,
  credited: (number: string, total: string, returned: number) =>
    `Credit note ${number} of ${total}, for return ${returned}.`,
  stillOwed: (returns: string, sale: string) =>
    `Still without a credit note: return ${returns} (“pos invoice credit ${sale}”).`,
  noted: (number: string) => `Issued credit note ${number}.`,
  undo: 'what to do with the invoice: undo cancels or credits it; keep leaves it',
  undoWait: (number: string, sale: string) =>
    `Invoice ${number} is not approved yet; once it is: pos invoice credit ${sale}`,
  undoLater: {
    cancel: (number: string, _: string) =>
      `Invoice ${number} goes on holding. To cancel it, up to 48 hours after its approval: pos invoice cancel ${number} --reason …`,
    credit: (number: string, sale: string) =>
      `Invoice ${number} goes on holding and can no longer be cancelled. For its credit note: pos invoice credit ${sale}`,
    part: (number: string, sale: string) =>
      `Invoice ${number} still needs its credit note: pos invoice credit ${sale}`,
    report: (number: string, _: string) =>
      `Invoice ${number} never had any value. Report its number with pos invoice unused.`,
  },
  export: 'writes the signed XML and the PDF of the KuDE',
  dir: 'directory for them; without it, the present one',
  only: 'xml only or pdf only',
  force: 'replaces files that are there',
  exportExamples: [
    ['pos invoice export 001-001-0000069 --dir /tmp', 'both files, named by the CDC'],
    ['pos invoice export 001-001-0000069 --only xml', 'the XML only'],
  ] as Examples,
  exported: (path: string) => `Wrote ${path}`,
  print: 'queues another copy of the KuDE',
  printExamples: [['pos invoice print 001-001-0000069', 'another copy, marked REIMPRESIÓN']] as Examples,
  printed: (number: string, copy: number) => `Copy ${copy} of ${number} is queued for printing.`,
};
