import type { MethodDraft } from '../../domain/payment.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

/** The store's means of payment, as an admin sets them; `Stores` reads them. */
export interface Methods {
  /** Refuses NOMBRE_DUPLICADO, VALOR_INVALIDO. @returns its id */
  readonly create: (by: ActedBy, code: string, draft: MethodDraft) => Promise<Result<number>>;
  /** Refuses MEDIO_INVALIDO, MEDIO_NECESARIO, MEDIO_SIN_FACTURA, NOMBRE_DUPLICADO. @returns its id */
  readonly edit: (by: ActedBy, id: number, draft: MethodDraft) => Promise<Result<number>>;
}
