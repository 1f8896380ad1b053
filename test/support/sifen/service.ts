import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { unzipSync } from 'fflate';
import type { XmlElement } from 'libxml2-wasm';
import * as answers from './answers.ts';
import type { Rules } from './judge.ts';
import { Register } from './register.ts';
import { all, at, text, withXml } from './xml.ts';

export const OPERATIONS = {
  '/de/ws/sync/recibe.wsdl': 'one',
  '/de/ws/async/recibe-lote.wsdl': 'batch',
  '/de/ws/consultas/consulta-lote.wsdl': 'batch_state',
  '/de/ws/consultas/consulta.wsdl': 'cdc',
  '/de/ws/consultas/consulta-ruc.wsdl': 'ruc',
  '/de/ws/eventos/evento.wsdl': 'event',
} as const;
export type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** What goes wrong with a call. Those that end in `_after` do their work first. */
export const FAULTS = [
  /** Closes the line unread. */
  'drop_before',
  /** Takes the message, does its work, and closes the line without a word. */
  'drop_after',
  /** Does its work, and half of the answer arrives. */
  'cut_after',
  /** Never answers. */
  'hang_before',
  'hang_after',
  /** Does its work and answers a byte at a time. */
  'drip_after',
  /** Takes its time and answers right. */
  'late',
  /** 503 with HTML. */
  'down',
  /** 0161. */
  'busy',
  /** HTTP 500 with a SOAP fault in the older envelope. */
  'fault',
  /** 200 with HTML, as a front server does. */
  'html',
  /** 302 to a page of the front server. */
  'redirect',
  'empty_after',
  'namespace_after',
  /** Batches only: 0301. */
  'blocked',
  /** Single documents only: 1264. */
  'batches_only',
  /** Of several events in a message: 0160. */
  'lone_events',
  /** Does its work on all events and tells of the first one. */
  'first_event_after',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface ServiceOptions {
  /** PEM of the service itself, and of who vouches for its clients. */
  readonly key: string;
  readonly certificate: string;
  readonly clientAuthority: string;
  readonly rules: Rules;
  readonly now: () => Date;
  /** How long a batch takes. */
  readonly batchMinutes: number;
  readonly lateMs: number;
  /** Called before each operation: what goes wrong with it. */
  readonly faultOf: (operation: Operation) => Fault | null;
  readonly onCall?: (operation: Operation, fault: Fault | null) => void;
  /** A call will not be answered, or not to its end: a client whose patience is simulated may lose it now. */
  readonly onSilence?: () => void;
  readonly port?: number;
}

const MOST_BYTES = 1_000_000;
const HTML =
  '<!DOCTYPE html><html><head><title>Request Rejected</title></head><body>Support ID: 1</body></html>';
const FAULT_11 =
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>env:Server</faultcode><faultstring>Internal Error</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>';
const BATCH_FILE_MOST = 20_000_000;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

const unzipped = (base64: string): string => {
  try {
    const files = Object.values(
      unzipSync(Buffer.from(base64, 'base64'), {
        filter: ({ originalSize }) => originalSize < BATCH_FILE_MOST,
      }),
    );
    return files.length === 1 ? Buffer.from(files[0] ?? []).toString('utf8') : '';
  } catch {
    return '';
  }
};

/** The work of each operation on the element in the body of the envelope. */
const work = (
  register: Register,
  operation: Operation,
  root: XmlElement,
  rules: Rules,
  now: Date,
): string => {
  switch (operation) {
    case 'one': {
      const rde = at(root, 'xDE/rDE');
      return rde ? answers.sentAnswer(register.receive(rde, now), now) : answers.malformed(now);
    }
    case 'batch': {
      const number = withXml(unzipped(text(root, 'xDE')), (batch) =>
        batch.name === 'rLoteDE' ? register.receiveBatch(all(batch, 'rDE'), now) : null,
      );
      return answers.batchAnswer(number, now);
    }
    case 'batch_state': {
      const number = text(root, 'dProtConsLote');
      const { code, batch } = register.askBatch(
        number === '' ? { cdc: text(root, 'dCDC') } : { number },
        now,
      );
      return answers.batchStateAnswer(
        code,
        batch?.number ?? '',
        code === '0362' ? (batch?.verdicts ?? []) : [],
        now,
      );
    }
    case 'cdc':
      return answers.cdcAnswer(register.approved.get(text(root, 'dCDC')), now);
    case 'event': {
      const group = at(root, 'dEvReg/gGroupGesEve');
      const results = group && register.events(group, now);
      return results ? answers.eventsAnswer(results, now) : answers.malformed(now);
    }
    case 'ruc': {
      const ruc = text(root, 'dRUCCons');
      return answers.rucAnswer(ruc, rules.unknownRucs.has(ruc) ? null : 'CONTRIBUYENTE DE PRUEBA S.A.');
    }
  }
};

/** An answer about events with the first result only. */
const firstEventOf = (answer: string): string =>
  answer.replace(/(<\/ns2:gResProcEVe>)<ns2:gResProcEVe>.*<\/ns2:gResProcEVe>/, '$1');

const perform = (register: Register, operation: Operation, body: string, rules: Rules, now: Date): string => {
  register.work(
    now,
    (xml, judge) => withXml(xml, judge) ?? { cdc: '', state: 'Rechazado', protocol: null, reasons: [] },
  );
  return (
    withXml(body, (envelope) => {
      const content = at(envelope, 'Body')?.get('./*[1]');
      return content ? work(register, operation, content as XmlElement, rules, now) : answers.malformed(now);
    }) ?? answers.malformed(now)
  );
};

const reply = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
};
const SOAP = 'application/soap+xml; charset=utf-8';

/** Gets an answer out with what is wrong with it. */
const deliver = (
  response: ServerResponse,
  fault: Fault | null,
  { lateMs, onSilence }: ServiceOptions,
  answer: string,
): void => {
  switch (fault) {
    case 'drop_after':
      response.destroy();
      return;
    case 'hang_after':
      onSilence?.();
      return;
    case 'cut_after':
      response.writeHead(200, { 'Content-Type': SOAP, 'Content-Length': Buffer.byteLength(answer) });
      response.write(answer.slice(0, answer.length / 2), () => response.destroy());
      return;
    case 'drip_after': {
      response.writeHead(200, { 'Content-Type': SOAP });
      let sent = 0;
      const drip = setInterval(() => {
        if (response.destroyed || sent >= answer.length) clearInterval(drip);
        else response.write(answer[sent++], () => onSilence?.());
      }, 20);
      return;
    }
    case 'late':
      setTimeout(() => reply(response, 200, SOAP, answer), lateMs);
      return;
    case 'empty_after':
      reply(response, 200, SOAP, '');
      return;
    case 'first_event_after':
      reply(response, 200, SOAP, firstEventOf(answer));
      return;
    case 'namespace_after':
      reply(response, 200, SOAP, answer.replace('http://ekuatia.set.gov.py/sifen/xsd', 'urn:otra'));
      return;
    default:
      reply(response, 200, SOAP, answer);
  }
};

/** What goes wrong before any work; true: it is answered. */
const refuse = (
  response: ServerResponse,
  fault: Fault | null,
  operation: Operation,
  now: Date,
  onSilence: ServiceOptions['onSilence'],
): boolean => {
  switch (fault) {
    case 'drop_before':
      response.destroy();
      return true;
    case 'hang_before':
      onSilence?.();
      return true;
    case 'down':
      reply(response, 503, 'text/html', HTML);
      return true;
    case 'busy':
      reply(response, 200, SOAP, answers.codeAnswer('0161', now));
      return true;
    case 'fault':
      reply(response, 500, 'text/xml', FAULT_11);
      return true;
    case 'html':
      reply(response, 200, 'text/html', HTML);
      return true;
    case 'redirect':
      response.writeHead(302, { Location: '/vdesk/hangup.php3' }).end();
      return true;
    case 'blocked':
      if (operation !== 'batch') return false;
      reply(response, 200, SOAP, answers.batchAnswer(null, now));
      return true;
    case 'batches_only':
      if (operation !== 'one') return false;
      reply(response, 200, SOAP, answers.codeAnswer('1264', now));
      return true;
    default:
      return false;
  }
};

export interface SifenService {
  /** `https://127.0.0.1:port` */
  readonly url: string;
  readonly register: Register;
  readonly close: () => Promise<void>;
}

/**
 * The tax authority, simulated on loopback: SOAP over mutual TLS, judged by the authority's rules as documented and not
 * by the product's code. Only for tests and for trying out.
 */
export const startSifen = async (options: ServiceOptions): Promise<SifenService> => {
  const register = new Register(options.rules, options.batchMinutes);
  const server: Server = createServer(
    {
      key: options.key,
      cert: options.certificate,
      ca: options.clientAuthority,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    },
    async (request, response) => {
      response.on('error', () => {});
      const operation =
        OPERATIONS[new URL(request.url ?? '/', 'https://sifen').pathname as keyof typeof OPERATIONS];
      if (!operation || request.method !== 'POST') return reply(response, 404, 'text/html', HTML);
      const now = options.now();
      const body = await bodyOf(request).catch(() => '');
      const fault = options.faultOf(operation);
      options.onCall?.(operation, fault);
      response.setHeader('Date', now.toUTCString());
      if (body.length > MOST_BYTES) return reply(response, 200, SOAP, answers.codeAnswer('0200', now));
      if (refuse(response, fault, operation, now, options.onSilence)) return;
      if (fault === 'lone_events' && body.split('<rGesEve>').length > 2)
        return reply(response, 200, SOAP, answers.malformed(now));
      deliver(response, fault, options, perform(register, operation, body, options.rules, now));
    },
  );
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
