import { createProduct, draftOf, editReference, updateProduct } from '../../../app/edit-product.ts';
import { formatGs, type Gs } from '../../../domain/money.ts';
import {
  type AllergenRecord,
  type Category,
  hasWrongCheckDigit,
  LONGEST,
  MOST_BARCODES,
  type ProductDraft,
  type ProductRecord,
  priceChangePercent,
  tidyProduct,
  wrongProduct,
} from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span } from '../../look.ts';
import type { Act, Desk, Field, Page, Values, Wrong } from '../page.ts';

interface Editing {
  /** Null: a new one. */
  readonly product: ProductRecord | null;
  readonly categories: readonly Category[];
  readonly allergens: readonly AllergenRecord[];
  /** Scanned before: the new one's code. */
  readonly code: string;
}

type Words = Messages['office']['products'];

const DEFAULT_TAX = 10;

/** A field for each bar code and one more: the next scan always has a place to go. */
const barcodesIn = (values: Values, product: ProductRecord | null): readonly string[] => {
  const given = Object.keys(values).filter((id) => id.startsWith('barcode'));
  return given.length > 0 ? given.map((_, at) => values[`barcode${at}`] ?? '') : (product?.barcodes ?? []);
};

const barcodeFields = (t: Words, values: Values, product: ProductRecord | null): readonly Field[] => {
  const codes = barcodesIn(values, product);
  const last = codes.findLastIndex((code) => code !== '');
  return Array.from({ length: Math.min(MOST_BARCODES, last + 2) }, (_, at) => ({
    kind: 'text' as const,
    id: `barcode${at}`,
    label: t.fields.barcode,
    hint: t.hints.barcode,
    value: product?.barcodes[at] ?? '',
    most: LONGEST.code,
  }));
};

const fieldsOf = (t: Words, editing: Editing, values: Values): readonly Field[] => {
  const { product, categories, allergens } = editing;
  const open = categories.filter((one) => one.active || one.id === product?.categoryId);
  const number = (id: 'taxRate' | 'minStock', value: number, most: number): Field => ({
    kind: 'digits',
    id,
    label: t.fields[id],
    hint: t.hints[id],
    value: String(value),
    most,
  });
  const price = (id: 'price' | 'cost'): Field => ({
    kind: 'money',
    id,
    label: t.fields[id],
    value: product ? String(product[id]) : '',
    ...(id === 'price' ? { required: true } : {}),
  });
  return [
    {
      kind: 'text',
      id: 'code',
      label: t.fields.code,
      hint: t.hints.code,
      value: product?.code ?? editing.code,
      most: LONGEST.code,
      required: true,
    },
    {
      kind: 'text',
      id: 'name',
      label: t.fields.name,
      value: product?.name ?? '',
      most: LONGEST.name,
      required: true,
    },
    {
      kind: 'choice',
      id: 'categoryId',
      label: t.fields.category,
      value: String(product?.categoryId ?? open[0]?.id ?? ''),
      options: open.map((one) => ({ value: String(one.id), label: one.name })),
    },
    price('price'),
    price('cost'),
    number('taxRate', product?.taxRate ?? DEFAULT_TAX, 3),
    ...barcodeFields(t, values, product),
    {
      kind: 'many',
      id: 'allergens',
      label: t.fields.allergens,
      value: (product?.allergens ?? []).join(','),
      options: allergens.map((one) => ({ value: String(one.id), label: one.name })),
    },
    ...(product
      ? []
      : [
          {
            kind: 'digits' as const,
            id: 'openingStock',
            label: t.fields.openingStock,
            hint: t.hints.openingStock,
            value: '0',
            most: 7,
          },
        ]),
    number('minStock', product?.minStock ?? 0, 7),
    {
      kind: 'flag',
      id: 'sellsBelowZero',
      label: t.fields.sellsBelowZero,
      value: product?.sellsBelowZero ? '1' : '0',
    },
    {
      kind: 'digits',
      id: 'frequent',
      label: t.fields.frequent,
      hint: t.hints.frequent,
      value: product?.frequent == null ? '' : String(product.frequent),
      most: 4,
    },
    {
      kind: 'text',
      id: 'description',
      label: t.fields.description,
      value: product?.description ?? '',
      most: LONGEST.description,
    },
  ];
};

const draftIn = (values: Values): ProductDraft => {
  const number = (id: string): number => Number(values[id] ?? '');
  return tidyProduct({
    code: values.code ?? '',
    barcodes: barcodesIn(values, null),
    name: values.name ?? '',
    description: values.description ?? null,
    categoryId: number('categoryId'),
    cost: number('cost') as Gs,
    price: number('price') as Gs,
    taxRate: number('taxRate'),
    minStock: number('minStock'),
    sellsBelowZero: values.sellsBelowZero === '1',
    frequent: values.frequent ? number('frequent') : null,
    allergens: (values.allergens ?? '').split(',').filter(Boolean).map(Number),
  });
};

interface Saving {
  readonly product: ProductRecord | null;
  readonly draft: ProductDraft;
  readonly openingStock: number;
}

const submitted = (t: Words, product: ProductRecord | null, values: Values): Act | Wrong => {
  const draft = draftIn(values);
  const wrong = wrongProduct(draft);
  if (wrong) return { wrong: wrong.field === 'barcodes' ? 'barcode0' : wrong.field, error: wrong.error };
  const input: Saving = { product, draft, openingStock: Number(values.openingStock ?? 0) };
  if (!product) return { do: 'save', input };
  const about =
    draft.price === product.price
      ? t.aboutEdit(product.name)
      : t.about(product.name, formatGs(product.price), formatGs(draft.price));
  const reference = editReference(product, draft.price);
  return { do: 'save', input, approve: { permission: 'product.edit', reference, about } };
};

/** What the prices mean, and codes that may have been misread; said, never refused. */
const remarks = (t: Words, product: ProductRecord | null, values: Values): readonly (readonly Span[])[] => {
  const price = Number(values.price ?? 0);
  const cost = Number(values.cost ?? 0);
  const lines: (readonly Span[])[] = [];
  if (product && price > 0 && price !== product.price) {
    const sign = price < product.price ? -1 : 1;
    const percent = sign * priceChangePercent(product.price, price);
    lines.push([[t.change(formatGs(product.price), formatGs(price), percent), 'accent']]);
  }
  if (price > 0 && cost > 0)
    lines.push(
      price < cost
        ? [[t.below, 'warn']]
        : [[t.margin(formatGs(price - cost), Math.round(((price - cost) * 100) / price)), 'dim']],
    );
  for (const code of [values.code ?? '', ...barcodesIn(values, product)]
    .filter(hasWrongCheckDigit)
    .slice(0, 2))
    lines.push([[t.checkDigit(code), 'warn']]);
  return lines;
};

export const productPage: Page<Editing> = {
  permission: 'product.edit',
  load: async ({ services }, params) => {
    const product = params.id == null ? null : await services.products.show(Number(params.id));
    if (product && !product.ok) return product;
    const [categories, allergens] = await Promise.all([
      services.products.categories(),
      services.products.allergens(),
    ]);
    const code = typeof params.code === 'string' ? params.code : '';
    return ok({ product: product?.value ?? null, categories, allergens, code });
  },
  view: (editing, { words, values }) => {
    const t = words.office.products;
    const { product } = editing;
    return {
      kind: 'form',
      title: product ? product.name : t.newTitle,
      ...(product ? { aside: `${t.columns.stock} ${formatGs(product.stock)}` } : {}),
      fields: fieldsOf(t, editing, values),
      below: remarks(t, product, values),
      submit: (given) => submitted(t, product, given),
      ...(product
        ? { actions: { prices: { go: { page: 'productHistory', params: { id: product.id } } } } }
        : {}),
    };
  },
  commands: {
    save: async ({ services, actor, grant, words }: Desk, { product, draft, openingStock }: Saving) => {
      const by = { actor, grant };
      const result = product
        ? await updateProduct(services, by, product, draftOf(product, draft))
        : await createProduct(services, by, draft, openingStock);
      if (!result.ok) return result;
      const t = words.office.products;
      return ok(
        product ? { say: t.saved(draft.name) } : { say: t.created(draft.name), choose: result.value },
      );
    },
  },
};
