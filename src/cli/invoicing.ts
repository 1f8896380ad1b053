import { MOST_PEM_BYTES, readSmall } from '../adapters/files/regular-file.ts';
import type { InvoiceMaker, KeyPair } from '../app/ports/invoice-maker.ts';
import type { EventSigner } from '../app/ports/invoice-queue.ts';
import type { InvoiceService } from '../app/ports/invoice-service.ts';
import type { Invoices } from '../app/ports/invoices.ts';
import { storeTime } from '../domain/business-time.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import { DOCUMENT_TYPES, type DocumentKind } from '../domain/invoice/cdc.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { SifenSettings } from './config.ts';
import type { Opened } from './opened.ts';
import { unwrap } from './unwrap.ts';

/** A large one is a few kilobytes. */
export const MOST_KEY_FILE_BYTES = 1_000_000;

/* Secrets go from the settings of this machine into the maker and the line, and nowhere else. */

/** The certificate's file, opened. CONFIGURACION_INVALIDA, ARCHIVO_ILEGIBLE, or what the file itself refuses. */
export const keyPairOf = async (sifen: SifenSettings): Promise<Result<KeyPair>> => {
  const { p12, password } = sifen;
  if (p12 === null)
    return fail(
      posError('CONFIGURACION_INVALIDA', { campo: 'POS_SIFEN_P12', detalle: 'sifen_falta_p12', valor: '' }),
    );
  const { openKeyFile } = await import('../adapters/sifen/key-file.ts');
  try {
    return await openKeyFile(readSmall(p12, MOST_KEY_FILE_BYTES).bytes, password ?? '');
  } catch {
    // The cause would name the bytes that were read: the path is enough.
    return fail(posError('ARCHIVO_ILEGIBLE', { archivo: p12 }));
  }
};

/** Opens the certificate when it is first wanted and keeps it; what was missing may be there the next time. */
export const makerOf = (
  sifen: SifenSettings,
  invoices: Pick<Invoices, 'settings'>,
): (() => Promise<Result<InvoiceMaker>>) => {
  let kept: { readonly cscId: string; readonly maker: InvoiceMaker } | null = null;
  return async () => {
    const settings = await invoices.settings();
    if (!settings) return fail(posError('FACTURA_SIN_CONFIGURAR'));
    const { cscId } = settings;
    if (kept?.cscId === cscId) return ok(kept.maker);
    if (sifen.csc === null)
      return fail(
        posError('CONFIGURACION_INVALIDA', { campo: 'POS_SIFEN_CSC', detalle: 'sifen_falta_csc', valor: '' }),
      );
    const pair = await keyPairOf(sifen);
    if (!pair.ok) return pair;
    const { makeInvoiceMaker } = await import('../adapters/sifen/maker.ts');
    kept = { cscId, maker: makeInvoiceMaker(pair.value, { id: cscId, value: sifen.csc }) };
    return ok(kept.maker);
  };
};

/** The line to the tax authority, or to the service that POS_SIFEN_URL names. */
export const invoiceService = async ({ config, services }: Opened): Promise<Result<InvoiceService>> => {
  const { sifen } = config;
  const settings = await services.invoices.settings();
  if (!settings) return fail(posError('FACTURA_SIN_CONFIGURAR'));
  const pair = await keyPairOf(sifen);
  if (!pair.ok) return pair;
  const [wire, { batchZip }] = await Promise.all([
    import('../adapters/sifen/service.ts'),
    import('../adapters/sifen/batch.ts'),
  ]);
  const { key, certificate, chain } = pair.value;
  let sent = Date.now() * 10;
  return ok(
    wire.openInvoiceService({
      url: serviceUrl(sifen, settings.environment, wire.SERVICE_HOSTS),
      key,
      certificate: [certificate, ...chain].join('\n'),
      authority: sifen.authority === null ? null : authorityOf(sifen.authority),
      connectMs: wire.CONNECT_MS,
      answerMs: wire.ANSWER_MS,
      // Unique among messages of this machine, at most 15 digits.
      nextId: () => String(++sent),
      pack: batchZip,
    }),
  );
};

export const serviceUrl = <E extends string>(
  sifen: SifenSettings,
  environment: E,
  hosts: Readonly<Record<E, string>>,
): string => sifen.url ?? hosts[environment];

const authorityOf = (path: string): string => {
  try {
    return readSmall(path, MOST_PEM_BYTES).bytes.toString('utf8');
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause });
  }
};

const KINDS = Object.fromEntries(
  Object.entries(DOCUMENT_TYPES).map(([kind, type]) => [type, kind]),
) as Readonly<Record<number, DocumentKind>>;

/** Signs events with the maker that signs documents; throws what the maker refuses. */
export const eventSigner = (maker: InvoiceMaker): EventSigner => ({
  sign: (id, event, at) => {
    const signedAt = storeTime(at);
    const made = unwrap(
      event.kind === 'cancelacion'
        ? maker.cancellation({ id, cdc: event.cdc, reason: event.reason, signedAt })
        : maker.unusedNumbers({ ...event, id, kind: KINDS[event.type] ?? 'factura', signedAt }),
    );
    return { id: String(made.id), xml: made.xml };
  },
});
