import { type PosError, posError } from './errors.ts';
import { type Gs, gs, MAX_GS, sum } from './money.ts';
import { wrongText } from './product-form.ts';
import { fail, ok, type Result } from './result.ts';
import { fold } from './search-core.ts';
import type { CardHolder } from './student.ts';

/** A row of `medios_pago`. */
export interface PaymentMethod {
  readonly id: number;
  /** Stable code: EFECTIVO, TRANSFERENCIA, DEBITO_QR, CREDITO_QR, GIROS_TIGO, TARJETA_ESTUDIANTIL, TARJETA, CHEQUE. */
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly allowsInvoice: boolean;
  readonly isCash: boolean;
  readonly needsReference: boolean;
  /** TARJETA ESTUDIANTIL: takes from the prepaid balance of the scanned card. */
  readonly isStudentCard: boolean;
}

/** What an admin says of a means of payment; the rest of it never changes. */
export type MethodDraft = Pick<PaymentMethod, 'name' | 'active' | 'allowsInvoice' | 'needsReference'>;

const LONGEST_NAME = 40;

export const wrongMethodName = (name: string): PosError | null =>
  wrongText('nombre', name.trim(), LONGEST_NAME);

/** The method of this code or name (TARJETA_ESTUDIANTIL, tarjeta estudiantil), whatever its accents. */
export const methodNamed = (methods: readonly PaymentMethod[], typed: string): PaymentMethod | undefined => {
  const wanted = fold(typed);
  return (
    methods.find(({ code }) => fold(code) === wanted) ?? methods.find(({ name }) => fold(name) === wanted)
  );
};

/** MEDIO_INVALIDO {medio, opciones}: the codes that there are. */
export const noSuchMethod = (methods: readonly PaymentMethod[], typed: string): PosError =>
  posError('MEDIO_INVALIDO', {
    medio: typed,
    opciones: methods
      .filter(({ active }) => active)
      .map(({ code }) => code)
      .join(', '),
  });

/** One means of payment in a sale. What was handed over, what was applied and the change stay apart. */
export interface Tender {
  readonly methodId: number;
  readonly handed: Gs;
  readonly applied: Gs;
  readonly reference: string | null;
}

export const changeOf = (tender: Tender): Gs => gs(tender.handed - tender.applied);
export const paid = (tenders: readonly Tender[]): Gs => sum(tenders.map((tender) => tender.applied));
export const change = (tenders: readonly Tender[]): Gs => sum(tenders.map(changeOf));
export const remaining = (total: Gs, tenders: readonly Tender[]): Gs =>
  gs(Math.max(0, total - paid(tenders)));

/**
 * What an amount handed over becomes: cash beyond what is missing is change, any other method must not exceed it.
 * The card must hold its part and stay within its daily limit.
 */
export const makeTender = (
  method: PaymentMethod,
  handed: Gs,
  missing: Gs,
  reference: string | null,
  holder: CardHolder | null,
): Result<Tender> => {
  if (!method.active) return fail(posError('MEDIO_INVALIDO', { medio: method.name }));
  if (handed <= 0 || handed > MAX_GS)
    return fail(posError('VALOR_INVALIDO', { campo: 'monto', valor: handed }));
  if (!method.isCash && handed > missing)
    return fail(posError('PAGO_EXCEDIDO', { medio: method.name, sobra: handed - missing }));
  const trimmed = reference?.trim() || null;
  if (method.needsReference && !trimmed)
    return fail(posError('REFERENCIA_REQUERIDA', { medio: method.name }));
  const applied = gs(Math.min(handed, missing));
  if (method.isStudentCard) {
    const refused = refuseCard(holder, applied);
    if (refused) return fail(refused);
  }
  return ok({ methodId: method.id, handed, applied, reference: trimmed });
};

const refuseCard = (holder: CardHolder | null, amount: Gs) => {
  if (!holder) return posError('TARJETA_REQUERIDA');
  if (holder.balance < amount)
    return posError('SALDO_INSUFICIENTE', {
      saldo: holder.balance,
      monto: amount,
      falta: amount - holder.balance,
    });
  if (holder.dailyLimit !== null && holder.spentToday + amount > holder.dailyLimit)
    return posError('LIMITE_DIARIO', {
      limite: holder.dailyLimit,
      gastado: holder.spentToday,
      disponible: Math.max(0, holder.dailyLimit - holder.spentToday),
    });
  return null;
};

/** Why the invoice box is off; null: it may be ticked (product.md 3.5). */
export type InvoiceRefusal = 'sin_configurar' | 'sin_tarjeta' | 'medio' | 'tarjeta_estudiantil';

export const invoiceRefusal = (
  configured: boolean,
  holder: CardHolder | null,
  methods: readonly PaymentMethod[],
): InvoiceRefusal | null => {
  if (!configured) return 'sin_configurar';
  if (!holder) return 'sin_tarjeta';
  if (methods.some((method) => method.isStudentCard)) return 'tarjeta_estudiantil';
  if (methods.some((method) => !method.allowsInvoice)) return 'medio';
  return null;
};

/** Notes that a customer is likely to hand over for an amount, smallest first: the exact sum, then round ones. */
export const quickCash = (missing: Gs): readonly Gs[] => {
  if (missing <= 0) return [];
  const notes = [5_000, 10_000, 20_000, 50_000, 100_000];
  const rounded = notes.map((note) => Math.ceil(missing / note) * note).filter((amount) => amount > missing);
  return [missing, ...[...new Set(rounded)].sort((a, b) => a - b).slice(0, 4)].map(gs);
};
