import {
  type InvoiceService,
  MOST_BYTES_IN_MESSAGE,
  MOST_IN_BATCH,
} from '../../app/ports/invoice-service.ts';
import { eventGroup } from './events-xml.ts';
import { readBatch, readBatchState, readCdc, readEvents, readRuc, readSent } from './service-read.ts';
import { type Answer, type LineSetting, openLine } from './service-wire.ts';
import { envelope, tag } from './service-xml.ts';

export const SERVICE_HOSTS = {
  prueba: 'https://sifen-test.set.gov.py',
  produccion: 'https://sifen.set.gov.py',
} as const;

const PATHS = {
  one: '/de/ws/sync/recibe.wsdl',
  batch: '/de/ws/async/recibe-lote.wsdl',
  batchState: '/de/ws/consultas/consulta-lote.wsdl',
  cdc: '/de/ws/consultas/consulta.wsdl',
  ruc: '/de/ws/consultas/consulta-ruc.wsdl',
  event: '/de/ws/eventos/evento.wsdl',
} as const;

export const CONNECT_MS = 15_000;
/** The service decides within a second on a good day; its front server gives up after a minute. */
export const ANSWER_MS = 70_000;

export interface ServiceSetting extends LineSetting {
  /** Up to 15 digits, another one for each message. */
  readonly nextId: () => string;
  /** The ZIP of a batch, of documents without an XML declaration. */
  readonly pack: (documents: readonly string[]) => Promise<Uint8Array>;
}

/** The signed bytes stand in the envelope as they are; only a declaration before them has no place there. */
const embedded = (xml: string): string => xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, '');

/** Codes by which the service itself refuses what is too much; such a message is not even sent. */
const TOO_LARGE = { code: '0270', message: 'Mensaje de datos de entrada superior al máximo' } as const;
const TOO_MANY = { code: '0301', message: 'Lote no encolado para procesamiento' } as const;

/** The tax authority over SOAP 1.2 and mutual TLS. */
export const openInvoiceService = (setting: ServiceSetting): InvoiceService => {
  const post = openLine(setting);
  const ask = async <T>(path: string, operation: string, inner: string, read: (answer: Answer) => T) => {
    const answer = await post(path, envelope(operation, setting.nextId(), inner));
    return answer.kind === 'answer' ? read(answer) : answer;
  };
  return {
    sendOne: ({ cdc, xml }) =>
      ask(PATHS.one, 'rEnviDe', `<xDE>${embedded(xml)}</xDE>`, (answer) => readSent(answer, cdc)),
    sendBatch: async (documents) => {
      if (documents.length === 0 || documents.length > MOST_IN_BATCH)
        return { kind: 'not_queued', reason: TOO_MANY };
      const zip = await setting.pack(documents.map(({ xml }) => embedded(xml)));
      const inner = `<xDE>${Buffer.from(zip).toString('base64')}</xDE>`;
      if (inner.length > MOST_BYTES_IN_MESSAGE) return { kind: 'not_queued', reason: TOO_LARGE };
      return ask(PATHS.batch, 'rEnvioLote', inner, readBatch);
    },
    askBatch: (by) =>
      ask(
        PATHS.batchState,
        'rEnviConsLoteDe',
        'batch' in by ? tag('dProtConsLote', by.batch) : tag('dCDC', by.cdc),
        readBatchState,
      ),
    askCdc: (cdc) => ask(PATHS.cdc, 'rEnviConsDeRequest', tag('dCDC', cdc), readCdc),
    sendEvents: (events) =>
      ask(
        PATHS.event,
        'rEnviEventoDe',
        `<dEvReg>${eventGroup(events.map(({ xml }) => xml))}</dEvReg>`,
        (answer) =>
          readEvents(
            answer,
            events.map(({ id }) => id),
          ),
      ),
    askRuc: (ruc) => ask(PATHS.ruc, 'rEnviConsRUC', tag('dRUCCons', ruc), readRuc),
  };
};
