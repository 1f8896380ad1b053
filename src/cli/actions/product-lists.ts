import {
  createAllergen,
  createCategory,
  removeAllergen,
  updateAllergen,
  updateCategory,
} from '../../app/edit-category.ts';
import { categoryBy, productBy } from '../../app/edit-product.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import type { AllergenRecord, Category, PriceChange } from '../../domain/product-form.ts';
import { type ActingFlags, actingBy } from '../acting.ts';
import type { CliContext } from '../context.ts';
import { type ListFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { allergenRow, categoryRow, priceRow } from '../views-product.ts';

export const productPrices = (context: CliContext, reference: string, flags: ListFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const product = unwrap(await productBy(services, reference));
    const changes = await services.products.priceHistory(product.id, flags.limit ?? MOST_ROWS);
    const rows = changes.map(priceRow);
    const t = context.messages.office.products.history;
    const moved = (before: number | null, after: number): string =>
      before === null || before === after ? formatGs(after) : t.from(formatGs(before), formatGs(after));
    const columns: Column<PriceChange>[] = [
      { title: t.columns.date, value: (change) => change.date.slice(0, 19) },
      { title: t.columns.price, value: (change) => moved(change.priceBefore, change.priceAfter) },
      { title: t.columns.cost, value: (change) => moved(change.costBefore, change.costAfter) },
      { title: t.columns.person, value: (change) => change.person ?? t.nobody, shrinks: true },
    ];
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.empty : table(changes, columns, width)) },
      flags,
    );
  });

export const listCategories = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const categories = await services.products.categories();
    const rows = categories.map(categoryRow);
    const t = context.messages.office.products.categories;
    const columns: Column<Category>[] = [
      { title: t.columns.name, value: (one) => one.name },
      { title: t.columns.products, value: (one) => String(one.products), align: 'right' },
      { title: t.columns.state, value: (one) => (one.active ? t.active : t.inactive) },
      { title: t.columns.description, value: (one) => one.description ?? '', shrinks: true },
    ];
    context.present(
      {
        data: rows,
        rows,
        text: (width) => (rows.length === 0 ? t.empty : table(categories, columns, width)),
      },
      flags,
    );
  });

interface CategoryFlags extends ActingFlags {
  readonly name?: string;
  readonly description?: string;
}

/** A category by its name, made, changed, opened or closed. */
export const saveCategory = (
  context: CliContext,
  name: string,
  what: 'create' | 'edit' | 'activate' | 'deactivate',
  flags: CategoryFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const id = what === 'create' ? null : unwrap(await categoryBy(services, name));
    const before = (await services.products.categories()).find((one) => one.id === id);
    const by = await actingBy(context, opened, flags, {
      permission: 'category.edit',
      reference: id === null ? `categoria:${name.trim()}` : String(id),
      about: name,
    });
    const draft = {
      name: flags.name ?? before?.name ?? name,
      description: flags.description ?? before?.description ?? null,
    };
    const active = what === 'activate' || (what === 'edit' && before?.active !== false);
    const saved =
      id === null
        ? unwrap(await createCategory(services, by, draft))
        : unwrap(await updateCategory(services, by, id, { ...draft, active }));
    const after = (await services.products.categories()).find((one) => one.id === saved);
    if (!after) throw new PosFailure(posError('CATEGORIA_INEXISTENTE', { categoria: name }));
    const { saved: sentence } = context.messages.office.products.categories;
    context.present({ data: categoryRow(after), text: () => sentence(after.name) }, flags);
  });

export const listAllergens = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const allergens = await services.products.allergens();
    const rows = allergens.map(allergenRow);
    const t = context.messages.office.products.allergens;
    const columns: Column<AllergenRecord>[] = [
      { title: t.columns.code, value: (one) => one.code },
      { title: t.columns.name, value: (one) => one.name, shrinks: true },
      { title: t.columns.origin, value: (one) => (one.own ? t.own : t.fixed) },
      { title: t.columns.uses, value: (one) => String(one.products), align: 'right' },
      { title: t.columns.restrictions, value: (one) => String(one.restrictions), align: 'right' },
    ];
    context.present({ data: rows, rows, text: (width) => table(allergens, columns, width) }, flags);
  });

interface AllergenFlags extends ActingFlags {
  readonly code?: string;
  readonly name?: string;
}

/** An allergen of the store's own by its code, made, changed or taken out. */
export const saveAllergen = (
  context: CliContext,
  code: string,
  what: 'create' | 'edit' | 'remove',
  flags: AllergenFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const known = (await services.products.allergens()).find((one) => one.code === code.trim().toUpperCase());
    if (what !== 'create' && !known)
      throw new PosFailure(posError('ALERGENO_INEXISTENTE', { alergeno: code.slice(0, 40) }));
    const id = what === 'create' ? null : (known?.id ?? 0);
    const by = await actingBy(context, opened, flags, {
      permission: 'product.edit',
      reference: `alergeno:${id ?? code.trim().toUpperCase()}`,
      about: code,
    });
    const draft = { code: flags.code ?? code, name: flags.name ?? known?.name ?? '' };
    const t = context.messages.office.products.allergens;
    if (what === 'remove' && known) {
      unwrap(await removeAllergen(services, by, known.id));
      context.present({ data: allergenRow(known), text: () => t.removed(known.name) }, flags);
      return;
    }
    const saved =
      id === null
        ? unwrap(await createAllergen(services, by, draft))
        : unwrap(await updateAllergen(services, by, id, draft));
    const after = (await services.products.allergens()).find((one) => one.id === saved);
    if (after) context.present({ data: allergenRow(after), text: () => t.saved(after.name) }, flags);
  });
