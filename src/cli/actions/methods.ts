import { createMethod, editMethod } from '../../app/edit-method.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type MethodDraft, methodNamed, type PaymentMethod } from '../../domain/payment.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';

const methodRow = (method: PaymentMethod) => ({
  codigo: method.code,
  nombre: method.name,
  activo: method.active,
  permite_factura: method.allowsInvoice,
  pide_referencia: method.needsReference,
  es_efectivo: method.isCash,
});

export const listMethods = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const methods = await services.stores.paymentMethods();
    const rows = methods.map(methodRow);
    const { columns: t, yes, no, active, inactive } = context.messages.office.methods;
    const columns: Column<PaymentMethod>[] = [
      { title: t.code, value: ({ code }) => code },
      { title: t.name, value: ({ name }) => name, shrinks: true },
      { title: t.invoice, value: ({ allowsInvoice }) => (allowsInvoice ? yes : no) },
      { title: t.reference, value: ({ needsReference }) => (needsReference ? yes : no) },
      { title: t.state, value: (one) => (one.active ? active : inactive) },
    ];
    context.present({ data: rows, rows, text: (width) => table(methods, columns, width) }, flags);
  });

/** By its code or its name, also one that is not offered. Refuses VALOR_INVALIDO with the codes that there are. */
const anyMethod = async ({ services }: Opened, wanted: string): Promise<PaymentMethod> => {
  const methods = await services.stores.paymentMethods();
  const found = methodNamed(methods, wanted.trim());
  if (found) return found;
  const codes = methods.map(({ code }) => code).join(', ');
  throw new PosFailure(
    posError('VALOR_INVALIDO', { campo: 'medio', valor: wanted.slice(0, 40), opciones: codes }),
  );
};

interface MethodFlags extends PersonFlags, OutputFlags {
  readonly name?: string;
  readonly invoice?: boolean;
  readonly reference?: boolean;
}

const changeOf = ({ name, invoice, reference }: MethodFlags): Partial<MethodDraft> => ({
  ...(name === undefined ? {} : { name }),
  ...(invoice === undefined ? {} : { allowsInvoice: invoice }),
  ...(reference === undefined ? {} : { needsReference: reference }),
});

const NEW: MethodDraft = { name: '', active: true, allowsInvoice: true, needsReference: false };

/** A means of payment by its code: made, changed, opened or closed. */
export const saveMethod = (
  context: CliContext,
  code: string,
  what: 'create' | 'edit' | 'activate' | 'deactivate',
  flags: MethodFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const before = what === 'create' ? null : await anyMethod(opened, code);
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    const by = { actor, grant: null };
    const turned = what === 'activate' || what === 'deactivate' ? { active: what === 'activate' } : {};
    const id = unwrap(
      before
        ? await editMethod(services, by, before, { ...changeOf(flags), ...turned })
        : await createMethod(services, by, code.trim().toUpperCase(), { ...NEW, ...changeOf(flags) }),
    );
    const saved = (await services.stores.paymentMethods()).find((one) => one.id === id);
    if (!saved) throw new Error('no such means of payment after saving it');
    context.present(
      { data: methodRow(saved), text: () => context.messages.office.methods.saved(saved.name, saved.active) },
      flags,
    );
  });
