import { createMethod, editMethod } from '../../../app/edit-method.ts';
import { type MethodDraft, type PaymentMethod, wrongMethodName } from '../../../domain/payment.ts';
import { ok } from '../../../domain/result.ts';
import { type Desk, type Page, page } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

interface Saving {
  readonly method: PaymentMethod | null;
  /** Of a new one; the code of one that is there never changes. */
  readonly code: string;
  readonly draft: MethodDraft;
}

const save = async ({ services, actor, grant, words }: Desk, { method, code, draft }: Saving) => {
  const by = { actor, grant };
  const result = method
    ? await editMethod(services, by, method, draft)
    : await createMethod(services, by, code, draft);
  if (!result.ok) return result;
  const say = words.office.methods.saved(draft.name.trim(), draft.active);
  return ok(method ? { say } : { say, choose: result.value });
};

const methods: Page<readonly PaymentMethod[]> = {
  permission: 'settings.edit',
  hint: (words) => words.office.methods.hint,
  load: async ({ services }) => ok(await services.stores.paymentMethods()),
  view: (all, { words, text }) => {
    const t = words.office.methods;
    return {
      kind: 'list',
      title: words.office.titles.methods,
      aside: t.aside(all.filter(({ active }) => active).length),
      columns: [
        { title: t.columns.name, width: 'rest' },
        { title: t.columns.code, width: 20 },
        { title: t.columns.invoice, width: 8 },
        { title: t.columns.reference, width: 10 },
        { title: t.columns.state, width: 9 },
      ],
      rows: matching(all, text, (one) => [one.name, one.code]).map((one) => {
        const form = { go: { page: 'method' as const, params: { id: one.id } } };
        const turned = { ...one, active: !one.active };
        return {
          id: one.id,
          cells: [
            one.name,
            one.code,
            one.allowsInvoice ? t.yes : t.no,
            one.needsReference ? t.yes : t.no,
            one.active ? t.active : t.inactive,
          ],
          ...(one.active ? {} : { style: 'dim' as const }),
          actions: {
            open: form,
            edit: form,
            deactivate: {
              do: 'save',
              input: { method: one, code: one.code, draft: turned } satisfies Saving,
              confirm: one.active ? t.askClose(one.name) : t.askOpen(one.name),
            },
          },
        };
      }),
      empty: t.empty,
      actions: { create: { go: { page: 'method' } } },
    };
  },
  commands: { save },
};

const method: Page<PaymentMethod | null> = {
  permission: 'settings.edit',
  load: async ({ services }, params) => {
    const all = await services.stores.paymentMethods();
    return ok(all.find((one) => one.id === params.id) ?? null);
  },
  view: (one, { words }) => {
    const t = words.office.methods;
    const flag = (id: string, label: string, on: boolean) =>
      ({ kind: 'flag', id, label, value: on ? '1' : '0' }) as const;
    return {
      kind: 'form',
      title: one ? one.name : t.newTitle,
      fields: [
        ...(one
          ? []
          : [
              {
                kind: 'text' as const,
                id: 'code',
                label: t.columns.code,
                hint: t.codeHint,
                value: '',
                most: 30,
                required: true,
              },
            ]),
        {
          kind: 'text',
          id: 'name',
          label: t.columns.name,
          hint: t.nameHint,
          value: one?.name ?? '',
          most: 40,
          required: true,
        },
        // The student's card never goes with an invoice: there is nothing to choose.
        ...(one?.isStudentCard ? [] : [flag('invoice', t.allowsInvoice, one?.allowsInvoice ?? true)]),
        flag('reference', t.needsReference, one?.needsReference ?? false),
      ],
      submit: (values) => {
        const error = wrongMethodName(values.name ?? '');
        if (error) return { wrong: 'name', error };
        const draft = {
          name: values.name ?? '',
          active: one?.active ?? true,
          allowsInvoice: values.invoice === '1',
          needsReference: values.reference === '1',
        };
        const code = one?.code ?? (values.code ?? '').trim().toUpperCase();
        return { do: 'save', input: { method: one, code, draft } satisfies Saving };
      },
    };
  },
  commands: { save },
};

export const methodPages: PageSet = { methods: page(methods), method: page(method) };
