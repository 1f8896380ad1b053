import { createCategory, updateCategory } from '../../../app/edit-category.ts';
import { type Category, LONGEST, tidy, wrongText } from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import { type Desk, type Page, page } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

interface Saving {
  readonly category: Category | null;
  readonly draft: { readonly name: string; readonly description: string | null; readonly active: boolean };
}

const save = async ({ services, actor, grant, words }: Desk, { category, draft }: Saving) => {
  const by = { actor, grant };
  const result = category
    ? await updateCategory(services, by, category.id, draft)
    : await createCategory(services, by, draft);
  if (!result.ok) return result;
  const say = words.office.products.categories.saved(tidy(draft.name));
  return ok(category ? { say } : { say, choose: result.value });
};

const categories: Page<readonly Category[]> = {
  permission: 'product.list',
  hint: (words) => words.office.products.categories.hint,
  load: async ({ services }) => ok(await services.products.categories()),
  view: (all, { words, text }) => {
    const t = words.office.products.categories;
    return {
      kind: 'list',
      title: words.office.titles.categories,
      aside: String(all.length),
      columns: [
        { title: t.columns.name, width: 24 },
        { title: t.columns.description, width: 'rest' },
        { title: t.columns.products, width: 8, align: 'right' },
        { title: t.columns.state, width: 9 },
      ],
      rows: matching(all, text, (one) => [one.name, one.description]).map((one) => ({
        id: one.id,
        cells: [one.name, one.description ?? '', String(one.products), one.active ? t.active : t.inactive],
        ...(one.active ? {} : { style: 'dim' as const }),
        actions: {
          open: { go: { page: 'category', params: { id: one.id } } },
          edit: { go: { page: 'category', params: { id: one.id } } },
          deactivate: {
            do: 'save',
            input: { category: one, draft: { ...one, active: !one.active } },
            confirm: one.active ? t.askClose(one.name) : t.askOpen(one.name),
          },
        },
      })),
      empty: t.empty,
      actions: { create: { go: { page: 'category' } } },
    };
  },
  commands: { save },
};

const category: Page<Category | null> = {
  permission: 'category.edit',
  load: async ({ services }, params) => {
    const all = await services.products.categories();
    return ok(all.find((one) => one.id === params.id) ?? null);
  },
  view: (one, { words }) => {
    const t = words.office.products.categories;
    return {
      kind: 'form',
      title: one ? one.name : t.newTitle,
      fields: [
        {
          kind: 'text',
          id: 'name',
          label: t.name,
          value: one?.name ?? '',
          most: LONGEST.category,
          required: true,
        },
        {
          kind: 'text',
          id: 'description',
          label: t.description,
          value: one?.description ?? '',
          most: LONGEST.categoryNote,
        },
      ],
      submit: (values) => {
        const error = wrongText('nombre', tidy(values.name ?? ''), LONGEST.category);
        if (error) return { wrong: 'name', error };
        const draft = {
          name: values.name ?? '',
          description: values.description ?? null,
          active: one?.active ?? true,
        };
        return { do: 'save', input: { category: one, draft } satisfies Saving };
      },
    };
  },
  commands: { save },
};

export const categoryPages: PageSet = { categories: page(categories), category: page(category) };
