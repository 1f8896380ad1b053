import { X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { batchZip } from '../../../src/adapters/sifen/batch.ts';
import { openKeyFile } from '../../../src/adapters/sifen/key-file.ts';
import { makeInvoiceMaker } from '../../../src/adapters/sifen/maker.ts';
import { openInvoiceService } from '../../../src/adapters/sifen/service.ts';
import type { Alarm, LineSetting } from '../../../src/adapters/sifen/service-wire.ts';
import type { KeyPair } from '../../../src/app/ports/invoice-maker.ts';
import type { InvoiceService } from '../../../src/app/ports/invoice-service.ts';
import { gs } from '../../../src/domain/money.ts';
import { CSC, EMISSION } from '../invoice.ts';
import { keyFile, makeKeys, PASSWORD, type TestKeys } from '../invoice-keys.ts';
import { type ServiceOptions, type SifenService, startSifen } from './service.ts';

const pem = (certificate: forge.pki.Certificate): string => forge.pki.certificateToPem(certificate);

/** Keys take a second to make: once for each process. */
const shared = { client: makeKeys(), service: makeKeys({ name: 'localhost' }) };

/** A certificate of another authority: the service does not let it in. */
export const strangerKeys = (): TestKeys => makeKeys({ name: 'EXTRAÑO S.A.' });

export const pairOf = async (keys: TestKeys): Promise<KeyPair> => {
  const opened = await openKeyFile(keyFile(keys), PASSWORD);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

/** How the simulated service is set up, but for its clock and its faults. */
export const serviceIdentity = (client: TestKeys = shared.client, service: TestKeys = shared.service) => ({
  key: forge.pki.privateKeyToPem(service.key),
  certificate: pem(service.certificate),
  clientAuthority: pem(client.authority),
  /** What a client must trust. */
  authority: pem(service.authority),
  rules: {
    authority: new X509Certificate(pem(client.authority)),
    csc: { [CSC.id]: CSC.value },
    unknownRucs: new Set(['80000001']),
  },
});

/** `YYYY-MM-DD HH:MM:SS` at the store. */
export const localTime = (at: Date): string =>
  new Date(at.getTime() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export interface World {
  readonly service: SifenService;
  readonly client: InvoiceService;
  /** A client with other settings over the same service, and the patience of the clock. */
  readonly another: (over: {
    readonly keys?: TestKeys;
    readonly authority?: string | null;
    readonly answerMs?: number;
    readonly connectMs?: number;
    readonly url?: string;
  }) => Promise<InvoiceService>;
  /** A signed invoice. */
  readonly invoice: (
    number: number,
    at: Date,
    over?: {
      readonly total?: number;
      readonly signedAt?: Date;
      readonly ruc?: string;
      readonly point?: string;
      readonly securityCode?: string;
    },
  ) => { readonly cdc: string; readonly xml: string };
  readonly maker: ReturnType<typeof makeInvoiceMaker>;
}

/** The patience of a client that does not look at the clock: a machine may be as busy as it likes. */
const patienceOf = () => {
  const waiting = new Set<() => void>();
  const alarm: Alarm = (_, ring) => {
    waiting.add(ring);
    return () => waiting.delete(ring);
  };
  const end = (): void => {
    for (const ring of [...waiting]) ring();
  };
  return { alarm, end };
};

/** Of a client that waits in real time, where nothing tells it to give up. */
const LONG_MS = 20_000;

/** A service on loopback, a client with its certificate, and a maker of documents that it accepts. */
export const openWorld = async (
  over: Pick<ServiceOptions, 'now' | 'faultOf'> & Partial<ServiceOptions> & { readonly keys?: TestKeys },
): Promise<World> => {
  const keys = over.keys ?? shared.client;
  const { authority, ...identity } = serviceIdentity(keys);
  const patience = patienceOf();
  const onSilence = patience.end;
  const service = await startSifen({ ...identity, batchMinutes: 3, lateMs: 50, onSilence, ...over });
  const pair = await pairOf(keys);
  const maker = makeInvoiceMaker(pair, CSC);
  let id = 0;
  const connect = (own: KeyPair, line: Partial<LineSetting>): InvoiceService =>
    openInvoiceService({
      url: service.url,
      key: own.key,
      certificate: [own.certificate, ...own.chain].join(''),
      authority,
      connectMs: LONG_MS,
      answerMs: LONG_MS,
      ...line,
      nextId: () => String(++id),
      pack: batchZip,
    });
  return {
    service,
    client: connect(pair, { alarm: patience.alarm }),
    another: async ({ keys: other, ...line }) => connect(other ? await pairOf(other) : pair, line),
    maker,
    invoice: (
      number,
      at,
      { total = 5_500, signedAt = at, ruc, point = '001', securityCode = '123456789' } = {},
    ) => {
      const made = maker.invoice({
        ...EMISSION,
        point: { establishment: '001', point },
        number,
        securityCode,
        issuedAt: localTime(at),
        signedAt: localTime(signedAt),
        receiver: ruc ? { kind: 'ruc', ruc, name: 'Cliente S.A.' } : { kind: 'innominado' },
        lines: [
          {
            code: 'P1',
            name: 'Coca & Cola <500ml>',
            quantity: 1,
            price: gs(total),
            discount: gs(0),
            taxRate: 10,
          },
        ],
        saleDiscount: gs(0),
        taxAdded: false,
        payments: [{ method: 'EFECTIVO', methodName: 'Efectivo', amount: gs(total), reference: null }],
      });
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    },
  };
};
