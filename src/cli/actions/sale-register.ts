import { checkout } from '../../app/checkout.ts';
import { completeInvoiceOf } from '../../app/issue-invoice.ts';
import {
  completeSale,
  isRaw,
  type Raw,
  rawList,
  refuseDocument as refuse,
  withIds,
} from '../../app/outside-sale.ts';
import type { Services } from '../../app/services.ts';
import type { InvoiceRecord } from '../../domain/invoice/record.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import { cleanText } from '../../domain/receipt-text.ts';
import type { Result } from '../../domain/result.ts';
import type { RegisteredSale, SaleDocument } from '../../domain/sale.ts';
import { cutTo } from '../../domain/text-table.ts';
import type { Actor } from '../../domain/user.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { readDocumentBytes } from '../json-file.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { approverOf } from '../person.ts';
import { unwrap } from '../unwrap.ts';
import { registeredView } from '../views.ts';
import { invoiceView } from '../views-invoice.ts';
import { tillOf } from './till.ts';

interface RegisterFlags extends PersonFlags, OutputFlags {
  readonly file: string;
  readonly approver?: string;
  /** Why a discount above the limit is given. */
  readonly reason?: string;
}

/** Every key that a document may have. One that is misspelt must not be lost: it could be the card's. */
const KEYS = {
  document:
    'uuid id_caja id_usuario nro_tarjeta id_hijo factura descuento lineas pagos confirmaciones observacion'.split(
      ' ',
    ),
  lineas: 'id_producto codigo cantidad precio_unitario descuento_linea'.split(' '),
  pagos: 'id_medio medio monto_entregado monto_aplicado referencia'.split(' '),
  confirmaciones: 'id_producto id_restriccion id_aprobacion motivo'.split(' '),
} as const;
const LISTS = ['lineas', 'pagos', 'confirmaciones'] as const;

const checkFields = (object: Raw, keys: readonly string[], path: string): void => {
  for (const [key, value] of Object.entries(object)) {
    const plain = cutTo(cleanText(key), 40);
    if (!keys.includes(key)) throw refuse(`${path}${plain}`);
    if (typeof value === 'object' && value !== null) throw refuse(`${path}${plain}`);
    if (typeof value === 'string' && !value.isWellFormed()) throw refuse(`${path}${plain}`);
  }
};

/** Known keys with plain values, whatever these are: those are the procedure's to judge. */
const checkShape = (document: Raw): Raw => {
  const { lineas, pagos, confirmaciones, ...head } = document;
  checkFields(head, KEYS.document, '');
  for (const key of LISTS) for (const item of rawList(document, key)) checkFields(item, KEYS[key], `${key}.`);
  return document;
};

const readDocument = async (path: string): Promise<Raw> => {
  const bytes = await readDocumentBytes(path);
  let document: unknown;
  try {
    // Strictly: a name must not be stored with replacement characters in it. The byte order mark goes.
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? Buffer.alloc(0)));
  } catch {
    throw refuse('JSON');
  }
  if (!isRaw(document)) throw refuse('JSON');
  return checkShape(document);
};

/** The restrictions of the card's student, or of the one without a card, that need more than a cashier's word. */
const blockingOf = async ({ cards, families }: Services, document: Raw): Promise<readonly number[]> => {
  const { nro_tarjeta: number, id_hijo: student } = document;
  const found =
    typeof number === 'string'
      ? await cards.find(number)
      : Number.isSafeInteger(student)
        ? await families.student(Number(student))
        : null;
  return found?.ok ? found.value.restrictions.filter(({ blocks }) => blocks).map(({ id }) => id) : [];
};

/** With `--approver`: one approval for each confirmation of a blocking restriction that has none yet. */
const withApprovals = async (
  context: CliContext,
  opened: Opened,
  asker: Actor,
  document: Raw,
  login: string | undefined,
): Promise<Raw> => {
  if (!login) return document;
  const approval = await approverOf(context, opened, asker, login);
  const blocking = await blockingOf(opened.services, document);
  const confirmaciones: Raw[] = [];
  for (const given of rawList(document, 'confirmaciones')) {
    const { id_producto, id_restriccion, id_aprobacion = null, motivo } = given;
    const wanted = id_aprobacion === null && blocking.includes(Number(id_restriccion));
    const reference = `${id_producto}:${id_restriccion}`;
    const grant = wanted
      ? await approval({ permission: 'restriction.approve', reference, reason: String(motivo ?? '') })
      : null;
    confirmaciones.push(grant ? { ...given, id_aprobacion: grant.id } : given);
  }
  return { ...document, confirmaciones };
};

const asText = (context: CliContext, sale: RegisteredSale, invoice: InvoiceRecord | null): string => {
  const t = context.messages.cli.sale;
  const said = sale.repeated
    ? t.repeated(sale.number, formatGsWithUnit(sale.total))
    : t.registered(sale.number, formatGsWithUnit(sale.total), formatGsWithUnit(sale.change));
  return invoice ? `${said}\n${t.invoiced(invoice.code)}` : said;
};

/** Signs the invoice of a sale that stands, whatever comes of it: what keeps it from being signed is said. */
const invoiced = async (
  context: CliContext,
  { services }: Opened,
  saleId: number,
): Promise<InvoiceRecord | null> => {
  const done = await completeInvoiceOf(services, saleId);
  if (done.ok) return done.value;
  context.say(
    context.messages.cli.sale.unsigned(context.messages.errors[done.error.code](done.error.params)),
  );
  return services.invoices.ofSale(saleId);
};

/** Sells; with `--approver` a discount above the seller's limit is approved for what the refusal says, and sold again. */
const sold = async (
  context: CliContext,
  opened: Opened,
  user: Actor,
  document: SaleDocument,
  { approver, reason = '' }: RegisterFlags,
): Promise<Result<RegisteredSale>> => {
  const outcome = await checkout(opened.services, user, document);
  if (outcome.ok || outcome.error.code !== 'LIMITE_DE_ROL' || !approver) return outcome;
  const approval = await approverOf(context, opened, user, approver);
  const reference = `descuento:${outcome.error.params.pedido}`;
  const grant = await approval({ permission: 'sale.discount', reference, reason });
  return checkout(opened.services, user, { ...document, id_aprobacion: grant.id });
};

export const registerSale = async (context: CliContext, flags: RegisterFlags): Promise<void> => {
  const given = await readDocument(flags.file);
  await context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const user = await context.asPerson(opened, flags, 'sale.register');
    const till = given.id_caja === undefined ? await tillOf(services, config.till) : null;
    const withKnownIds = await withIds(given, {
      paymentMethods: services.stores.paymentMethods,
      productOf: async (code) => {
        const { products } = await services.catalogue.load();
        return products.find((product) => product.code === code || product.barcodes.includes(code));
      },
    });
    const known = await withApprovals(context, opened, user, withKnownIds, flags.approver);
    const document = completeSale(known, user, till?.id, services.ids.uuid());
    const outcome = await sold(context, opened, user, document, flags);
    if (!outcome.ok && outcome.error.code === 'VENTA_SIN_RESPUESTA' && given.uuid === undefined)
      context.say(context.messages.cli.sale.keepUuid(document.uuid));
    const registered = unwrap(outcome);
    const invoice = document.factura ? await invoiced(context, opened, registered.id) : null;
    context.present(
      {
        data: { ...registeredView(registered), factura: invoice && invoiceView(invoice) },
        text: () => asText(context, registered, invoice),
      },
      flags,
    );
  });
};
