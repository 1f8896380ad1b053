import { createAllergen, removeAllergen, updateAllergen } from '../../../app/edit-category.ts';
import { type AllergenRecord, LONGEST, tidy, wrongText } from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import { type Desk, type Page, page, type Row } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

interface Saving {
  readonly id: number | null;
  readonly code: string;
  readonly name: string;
}

const rowOf = (t: Messages['office']['products']['allergens'], one: AllergenRecord): Row => {
  const cells = [
    one.code,
    one.name,
    one.own ? t.own : t.fixed,
    String(one.products),
    String(one.restrictions),
  ];
  if (!one.own) {
    const fixed = { disabled: t.isFixed };
    return { id: one.id, cells, actions: { open: fixed, edit: fixed, remove: fixed } };
  }
  const open = { go: { page: 'allergen' as const, params: { id: one.id } } };
  const remove = {
    do: 'remove',
    input: { id: one.id, name: one.name },
    confirm: t.askRemove(one.name),
  };
  return { id: one.id, cells, actions: { open, edit: open, remove } };
};

const allergens: Page<readonly AllergenRecord[]> = {
  permission: 'product.list',
  hint: (words) => words.office.products.allergens.hint,
  load: async ({ services }) => ok(await services.products.allergens()),
  view: (all, { words, text }) => {
    const t = words.office.products.allergens;
    return {
      kind: 'list',
      title: words.office.titles.allergens,
      aside: String(all.length),
      columns: [
        { title: t.columns.code, width: 20 },
        { title: t.columns.name, width: 'rest' },
        { title: t.columns.origin, width: 10 },
        { title: t.columns.uses, width: 9, align: 'right' },
        { title: t.columns.restrictions, width: 13, align: 'right' },
      ],
      rows: matching(all, text, (one) => [one.code, one.name]).map((one) => rowOf(t, one)),
      empty: t.empty,
      actions: { create: { go: { page: 'allergen' } } },
    };
  },
  commands: {
    remove: async ({ services, actor, grant, words }: Desk, input: { id: number; name: string }) => {
      const result = await removeAllergen(services, { actor, grant }, input.id);
      return result.ok ? ok({ say: words.office.products.allergens.removed(input.name) }) : result;
    },
  },
};

const allergen: Page<AllergenRecord | null> = {
  permission: 'product.edit',
  load: async ({ services }, params) => {
    const all = await services.products.allergens();
    return ok(all.find((one) => one.id === params.id) ?? null);
  },
  view: (one, { words }) => {
    const t = words.office.products.allergens;
    return {
      kind: 'form',
      title: one ? one.name : t.newTitle,
      fields: [
        {
          kind: 'text',
          id: 'code',
          label: t.code,
          hint: t.codeHint,
          value: one?.code ?? '',
          most: 20,
          required: true,
        },
        {
          kind: 'text',
          id: 'name',
          label: t.name,
          value: one?.name ?? '',
          most: LONGEST.category,
          required: true,
        },
      ],
      submit: ({ code = '', name = '' }) => {
        const error = wrongText('nombre', tidy(name), LONGEST.category);
        if (error) return { wrong: 'name', error };
        return { do: 'save', input: { id: one?.id ?? null, code, name } satisfies Saving };
      },
    };
  },
  commands: {
    save: async ({ services, actor, grant, words }: Desk, { id, ...draft }: Saving) => {
      const by = { actor, grant };
      const result =
        id === null
          ? await createAllergen(services, by, draft)
          : await updateAllergen(services, by, id, draft);
      if (!result.ok) return result;
      const say = words.office.products.allergens.saved(tidy(draft.name));
      return ok(id === null ? { say, choose: result.value } : { say });
    },
  },
};

export const allergenPages: PageSet = { allergens: page(allergens), allergen: page(allergen) };
