import { isEmail } from './email.ts';
import { type PosError, posError } from './errors.ts';
import { wrongText } from './product-form.ts';
import { fail, ok, type Result } from './result.ts';
import { checkDocument } from './ruc.ts';
import { TAX_MODES } from './tax.ts';

/** What a store says of itself and an admin may change. */
export const STORE_FIELDS = [
  'name',
  'ruc',
  'address',
  'phone',
  'ticketFooter',
  'taxMode',
  'managerEmail',
] as const;

export type StoreField = (typeof STORE_FIELDS)[number];

/** As they are stored; '': not set. */
export type StoreValues = Readonly<Record<StoreField, string>>;

/** Most characters, and the name by which a refusal tells of the field; as `sp_actualizar_ajuste` has them. */
const TEXTS = {
  name: [80, 'nombre_tienda'],
  address: [200, 'direccion'],
  phone: [40, 'telefono'],
  ticketFooter: [200, 'pie_ticket'],
} as const;

const checked = (text: string, wrong: PosError | null): Result<string> => (wrong ? fail(wrong) : ok(text));

const checkRuc = (text: string): Result<string> => {
  if (text === '') return ok('');
  const document = checkDocument(text);
  const isRuc = document.ok && document.value.includes('-');
  if (isRuc || (!document.ok && document.error.code === 'RUC_DIGITO')) return document;
  return fail(posError('VALOR_INVALIDO', { campo: 'ruc', valor: text.slice(0, 40), opciones: '80012345-0' }));
};

const checkReaders = (text: string): Result<string> => {
  const readers = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const wrong = readers.find((one) => !isEmail(one));
  if (wrong !== undefined) return fail(posError('EMAIL_INVALIDO', { valor: wrong.slice(0, 80) }));
  return checked(readers.join(','), wrongText('correo_gerente', readers.join(','), 500, 0));
};

/** A field as it is stored, from what was typed; only the name and the tax mode cannot be empty. */
export const checkStoreField = (field: StoreField, typed: string): Result<string> => {
  const text = typed.trim();
  if (field === 'ruc') return checkRuc(text);
  if (field === 'managerEmail') return checkReaders(text);
  if (field === 'taxMode') {
    const known = TAX_MODES.some((mode) => mode === text);
    return checked(
      text,
      known
        ? null
        : posError('VALOR_INVALIDO', {
            campo: 'modo_iva',
            valor: text.slice(0, 40),
            opciones: TAX_MODES.join(', '),
          }),
    );
  }
  const [most, name] = TEXTS[field];
  return checked(text, wrongText(name, text, most, field === 'name' ? 1 : 0));
};
