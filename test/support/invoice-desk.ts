import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CSC } from './invoice.ts';
import { keyFile, makeKeys, PASSWORD } from './invoice-keys.ts';
import { ISSUER } from './invoicing.ts';
import { temporaryHome } from './run-pos.ts';
import { type Fault, type Operation, type SifenService, startSifen } from './sifen/service.ts';
import { serviceIdentity } from './sifen/world.ts';

/** A tax authority on loopback, and a machine that is set up to speak with it. */
export interface InvoiceDesk {
  readonly service: SifenService;
  readonly home: string;
  /** What `pos` needs of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The next calls go wrong like this. */
  readonly faults: Fault[];
  readonly calls: Operation[];
  readonly p12: string;
  /** Whom the authority does not know, and how many seconds its clock is ahead of ours. */
  readonly unknownRucs: Set<string>;
  readonly clock: { ahead: number };
  readonly close: () => Promise<void>;
}

export const openInvoiceDesk = async (): Promise<InvoiceDesk> => {
  const keys = makeKeys({ ruc: ISSUER.ruc });
  const { authority, ...identity } = serviceIdentity(keys);
  const faults: Fault[] = [];
  const calls: Operation[] = [];
  const unknownRucs = new Set(identity.rules.unknownRucs);
  const clock = { ahead: 0 };
  const service = await startSifen({
    ...identity,
    rules: { ...identity.rules, unknownRucs },
    batchMinutes: 0,
    lateMs: 50,
    now: () => new Date(Date.now() + clock.ahead * 1_000),
    faultOf: () => faults.shift() ?? null,
    onCall: (operation) => void calls.push(operation),
  });
  const { path: home, remove } = temporaryHome();
  const place = (name: string, content: string | Uint8Array): string => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, name), content, { mode: 0o600 });
    return join(home, name);
  };
  const p12 = place('factura.p12', keyFile(keys));
  return {
    service,
    home,
    faults,
    calls,
    p12,
    unknownRucs,
    clock,
    env: {
      HOME: home,
      POS_SIFEN_P12: p12,
      POS_SIFEN_P12_PASSWORD: PASSWORD,
      POS_SIFEN_CSC: CSC.value,
      POS_SIFEN_URL: service.url,
      POS_SIFEN_CA: place('ca.pem', authority),
    },
    close: async () => {
      await service.close();
      remove();
    },
  };
};
