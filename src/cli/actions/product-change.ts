import { isDeepStrictEqual } from 'node:util';
import {
  allergensBy,
  categoryBy,
  createProduct,
  draftOf,
  editReference,
  productBy,
  setProductActive,
  updateProduct,
} from '../../app/edit-product.ts';
import type { Services } from '../../app/services.ts';
import { formatGs, type Gs, ZERO } from '../../domain/money.ts';
import { hasWrongCheckDigit, type ProductDraft, type ProductRecord } from '../../domain/product-form.ts';
import { type ActingFlags, actingBy } from '../acting.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { pairs } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { productView } from '../views-product.ts';

/** What a product is made of, as options; absent: as it was. */
export interface ProductFlags extends ActingFlags {
  readonly code?: string;
  readonly name?: string;
  readonly category?: string;
  readonly price?: number;
  readonly cost?: number;
  readonly tax?: number;
  readonly barcodes?: readonly string[];
  readonly addBarcode?: string;
  readonly minStock?: number;
  readonly belowZero?: boolean;
  /** 0: not among them. */
  readonly frequent?: number;
  readonly allergens?: readonly string[];
  readonly description?: string;
  readonly stock?: number;
}

const DEFAULT_TAX = 10;

const changesOf = async (
  services: Services,
  flags: ProductFlags,
  before: readonly string[],
): Promise<Partial<ProductDraft>> => {
  const barcodes = flags.barcodes ?? before;
  return {
    ...(flags.code === undefined ? {} : { code: flags.code }),
    ...(flags.name === undefined ? {} : { name: flags.name }),
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.category === undefined
      ? {}
      : { categoryId: unwrap(await categoryBy(services, flags.category)) }),
    ...(flags.price === undefined ? {} : { price: flags.price as Gs }),
    ...(flags.cost === undefined ? {} : { cost: flags.cost as Gs }),
    ...(flags.tax === undefined ? {} : { taxRate: flags.tax }),
    ...(flags.minStock === undefined ? {} : { minStock: flags.minStock }),
    ...(flags.belowZero === undefined ? {} : { sellsBelowZero: flags.belowZero }),
    ...(flags.frequent === undefined ? {} : { frequent: flags.frequent === 0 ? null : flags.frequent }),
    ...(flags.allergens === undefined
      ? {}
      : { allergens: unwrap(await allergensBy(services, flags.allergens)) }),
    barcodes: flags.addBarcode === undefined ? barcodes : [...barcodes, flags.addBarcode],
  };
};

/** Codes that look misread are said, not refused. */
const warn = (context: CliContext, product: ProductRecord): void => {
  for (const code of [product.code, ...product.barcodes].filter(hasWrongCheckDigit))
    context.say(context.messages.office.products.checkDigit(code));
};

const present = async (
  context: CliContext,
  services: Services,
  product: ProductRecord,
  flags: OutputFlags,
  sentence?: string,
): Promise<void> => {
  const allergens = await services.products.allergens();
  const codes = new Map(allergens.map(({ id, code }) => [id, code]));
  const names = new Map(allergens.map(({ id, name }) => [id, name]));
  const { fields } = context.messages.office.products;
  const t = context.messages.cli.catalogue;
  const text = (): string =>
    sentence ??
    pairs([
      [fields.code, product.code],
      [fields.barcode, product.barcodes.join(' ') || '—'],
      [fields.name, product.name],
      [fields.category, product.category],
      [fields.price, formatGs(product.price)],
      [fields.cost, formatGs(product.cost)],
      [fields.taxRate, String(product.taxRate)],
      [
        t.stock,
        `${formatGs(product.stock)} (${fields.minStock.toLowerCase()} ${formatGs(product.minStock)})`,
      ],
      [fields.sellsBelowZero, product.sellsBelowZero ? t.yes : t.no],
      [fields.frequent, product.frequent === null ? '—' : String(product.frequent)],
      [fields.allergens, product.allergens.map((id) => names.get(id) ?? id).join(', ') || '—'],
      [fields.description, product.description ?? '—'],
      [t.forSale, product.active ? t.yes : t.no],
    ]);
  context.present({ data: productView(product, codes), text }, flags);
};

export const showProduct = (context: CliContext, reference: string, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) =>
    present(context, services, unwrap(await productBy(services, reference)), flags),
  );

export const newProduct = (context: CliContext, flags: ProductFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const draft: ProductDraft = {
      code: '',
      name: '',
      description: null,
      categoryId: 0,
      cost: ZERO,
      price: ZERO,
      taxRate: DEFAULT_TAX,
      minStock: 0,
      sellsBelowZero: false,
      frequent: null,
      allergens: [],
      barcodes: [],
      ...(await changesOf(services, flags, [])),
    };
    const t = context.messages.office.products;
    const by = await actingBy(context, opened, flags, {
      permission: 'product.edit',
      reference: `producto:${draft.code.trim()}`,
      about: t.aboutEdit(draft.name),
    });
    const id = unwrap(await createProduct(services, by, draft, flags.stock ?? 0));
    const product = unwrap(await services.products.show(id));
    warn(context, product);
    await present(context, services, product, flags, t.created(product.name));
  });

export const editProduct = (context: CliContext, reference: string, flags: ProductFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const before = unwrap(await productBy(services, reference));
    const draft = draftOf(before, await changesOf(services, flags, before.barcodes));
    const t = context.messages.office.products;
    if (isDeepStrictEqual(draft, draftOf(before, {})))
      return present(context, services, before, flags, context.messages.cli.product.nothing);
    const by = await actingBy(context, opened, flags, {
      permission: 'product.edit',
      reference: editReference(before, draft.price),
      about: t.about(before.name, formatGs(before.price), formatGs(draft.price)),
    });
    unwrap(await updateProduct(services, by, before, draft));
    const product = unwrap(await services.products.show(before.id));
    warn(context, product);
    await present(context, services, product, flags, t.saved(product.name));
  });

export const activateProduct = (
  context: CliContext,
  reference: string,
  active: boolean,
  flags: ActingFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const before = unwrap(await productBy(services, reference));
    const t = context.messages.office.products;
    const by = await actingBy(context, opened, flags, {
      permission: 'product.edit',
      reference: String(before.id),
      about: t.aboutEdit(before.name),
    });
    unwrap(await setProductActive(services, by, before.id, active));
    const product = unwrap(await services.products.show(before.id));
    const sentence = active ? t.activated(product.name) : t.deactivated(product.name);
    await present(context, services, product, flags, sentence);
  });
