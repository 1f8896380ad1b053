import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import forge from 'node-forge';
import { CSC } from '../invoice.ts';
import { keyFile, makeKeys } from '../invoice-keys.ts';
import { FAULTS, type Fault, OPERATIONS, type Operation, startSifen } from './service.ts';

/*
 * The simulated tax authority by hand: `npm run sifen:mock`. Its certificates are made once and kept, so that `pos` can
 * be pointed at it for good.
 */

const HELP = `npm run sifen:mock -- [options]
  --ruc RUC            whose certificate to make, with its digit (80069563-1)
  --port N             of the service (8443)
  --control N          of the control, plain HTTP on loopback (8444)
  --batch-minutes N    how long a batch takes (1)
  --dir PATH           where certificates are kept (~/.cache/cantina-pos-sifen)`;

const { values } = parseArgs({
  options: {
    ruc: { type: 'string', default: '80069563-1' },
    port: { type: 'string', default: '8443' },
    control: { type: 'string', default: '8444' },
    'batch-minutes': { type: 'string', default: '1' },
    dir: { type: 'string', default: join(homedir(), '.cache', 'cantina-pos-sifen') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const PASSWORD = 'prueba';
const directory = join(values.dir, values.ruc);
const path = (name: string): string => join(directory, name);
const keep = (name: string, content: string | Buffer): void =>
  writeFileSync(path(name), content, { mode: 0o600 });
const read = (name: string): string => readFileSync(path(name), 'utf8');

const makeCertificates = (): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const [client, service] = [makeKeys({ ruc: values.ruc }), makeKeys({ name: 'localhost' })];
  const pem = (certificate: forge.pki.Certificate): string => forge.pki.certificateToPem(certificate);
  keep('service.key', forge.pki.privateKeyToPem(service.key));
  keep('service.pem', pem(service.certificate));
  keep('client-ca.pem', pem(client.authority));
  keep('client.p12', keyFile(client, PASSWORD));
  // Last: a directory with it is whole.
  keep('ca.pem', pem(service.authority));
};

const isCurrent = (): boolean =>
  existsSync(path('ca.pem')) && new X509Certificate(read('service.pem')).validToDate > new Date();

if (!isCurrent()) makeCertificates();

/** What goes wrong now; `times` calls, or until told otherwise. */
let order: { fault: Fault; operation: Operation | null; times: number } | null = null;

const faultOf = (operation: Operation): Fault | null => {
  if (!order || (order.operation !== null && order.operation !== operation)) return null;
  const { fault } = order;
  order.times -= 1;
  if (order.times <= 0) order = null;
  return fault;
};

const service = await startSifen({
  key: read('service.key'),
  certificate: read('service.pem'),
  clientAuthority: read('client-ca.pem'),
  rules: {
    authority: new X509Certificate(read('client-ca.pem')),
    csc: { [CSC.id]: CSC.value },
    unknownRucs: new Set(),
  },
  now: () => new Date(),
  batchMinutes: Number(values['batch-minutes']),
  lateMs: 5_000,
  faultOf,
  onCall: (operation, fault) => console.log(new Date().toISOString().slice(11, 19), operation, fault ?? ''),
  port: Number(values.port),
});

const told = (): string =>
  `${JSON.stringify(
    {
      approved: service.register.order,
      cancelled: [...service.register.approved].filter(([, { cancelled }]) => cancelled).map(([cdc]) => cdc),
      unused: [...service.register.unused],
      rejected: service.register.rejected.map(({ cdc, reasons }) => ({ cdc, ...reasons[0] })),
      batches: [...service.register.batches.values()].map((each) => ({
        number: each.number,
        documents: each.documents.length,
        done: each.verdicts !== null,
      })),
      offences: service.register.offences,
      order,
    },
    null,
    2,
  )}\n`;

const obey = (body: string): string => {
  const asked = new URLSearchParams(body.trim());
  const fault = FAULTS.find((each) => each === asked.get('fault'));
  const operation = Object.values(OPERATIONS).find((each) => each === asked.get('operation')) ?? null;
  if (!fault && asked.get('fault') !== 'none') return `fault: none, ${FAULTS.join(', ')}\n`;
  order = fault ? { fault, operation, times: Number(asked.get('times') ?? Number.POSITIVE_INFINITY) } : null;
  return fault ? `${fault}\n` : 'none\n';
};

const control = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += String(part).slice(0, 1_000)));
  request.on('end', () => response.end(request.method === 'POST' ? obey(body) : told()));
});
control.listen(Number(values.control), '127.0.0.1', () => {
  const { port } = control.address() as AddressInfo;
  console.log(`Simulated SIFEN at ${service.url}. Point pos at it:

  export POS_SIFEN_URL=${service.url}
  export POS_SIFEN_CA=${path('ca.pem')}
  export POS_SIFEN_P12=${path('client.p12')}
  export POS_SIFEN_P12_PASSWORD=${PASSWORD}
  export POS_SIFEN_CSC=${CSC.value}

The issuer's RUC must be ${values.ruc}, the id of the CSC ${CSC.id}. What it has, and how to make it fail:

  curl http://127.0.0.1:${port}
  curl -d 'fault=down&times=3' http://127.0.0.1:${port}      (fault=none ends it; operation=one|batch|cdc|...)
  faults: ${FAULTS.join(' ')}

Ctrl-C ends it.`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    control.close();
    control.closeAllConnections();
    void service.close();
  });
