import type { Cart } from './cart.ts';
import type { RecordState } from './invoice/record.ts';
import type { Gs } from './money.ts';
import type { Tender } from './payment.ts';
import type { Acknowledgement } from './restrictions.ts';
import type { TaxByRate, TaxMode } from './tax.ts';

/**
 * The one document that registers a sale: the screen, `pos sale register` and other systems send the same JSON.
 * Its keys are the database's words, because the stored procedure reads it as it is.
 */
export interface SaleDocument {
  /** Made when payment starts; sending the same one again returns the first sale. */
  readonly uuid: string;
  readonly id_caja: number;
  readonly id_usuario: number;
  readonly nro_tarjeta: string | null;
  /** A student who is served without a card: restrictions hold, nothing is paid by card. A card names its own. */
  readonly id_hijo?: number | null;
  readonly factura: boolean;
  readonly descuento: number;
  readonly lineas: readonly {
    readonly id_producto: number;
    readonly cantidad: number;
    /** The price that the customer was told; refused if it is no longer the product's. Absent: the present one. */
    readonly precio_unitario?: number;
    readonly descuento_linea?: number;
  }[];
  readonly pagos: readonly {
    readonly id_medio: number;
    readonly monto_entregado: number;
    readonly monto_aplicado: number;
    readonly referencia?: string | null;
  }[];
  readonly confirmaciones?: readonly {
    readonly id_producto: number;
    readonly id_restriccion: number;
    /** A manager's approval of just this; without one a blocking restriction needs a person whose own role may. */
    readonly id_aprobacion?: number | null;
    readonly motivo?: string | null;
  }[];
  readonly observacion?: string | null;
  /** Token that proves the person, for what a cashier alone may not. The program fills it in. */
  readonly sesion?: string | null;
  /** A manager's approval of the discount, where it is above the person's limit. */
  readonly id_aprobacion?: number | null;
}

export interface SaleInput {
  readonly uuid: string;
  readonly tillId: number;
  readonly userId: number;
  readonly cardNumber: string | null;
  /** Who is served without a card; absent or null: the card's student, or nobody known. */
  readonly studentId?: number | null;
  readonly invoiced: boolean;
  readonly cart: Cart;
  readonly tenders: readonly Tender[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** Token of who sells. */
  readonly session: string;
  /** A manager's approval of the discount; null or absent: the seller's own limit is enough. */
  readonly grant?: number | null;
}

/** The document of a sale at the till. Key order is fixed: a retry sends the same bytes. */
export const saleDocument = (sale: SaleInput): SaleDocument => ({
  uuid: sale.uuid,
  id_caja: sale.tillId,
  id_usuario: sale.userId,
  nro_tarjeta: sale.cardNumber,
  ...(sale.studentId == null ? {} : { id_hijo: sale.studentId }),
  factura: sale.invoiced,
  descuento: sale.cart.discount,
  lineas: sale.cart.lines.map((line) => ({
    id_producto: line.productId,
    cantidad: line.quantity,
    precio_unitario: line.price,
    descuento_linea: line.discount,
  })),
  pagos: sale.tenders.map((tender) => ({
    id_medio: tender.methodId,
    monto_entregado: tender.handed,
    monto_aplicado: tender.applied,
    referencia: tender.reference,
  })),
  confirmaciones: sale.acknowledgements.map((ack) => ({
    id_producto: ack.productId,
    id_restriccion: ack.restrictionId,
    id_aprobacion: ack.grant,
    motivo: ack.reason,
  })),
  sesion: sale.session,
  id_aprobacion: sale.grant ?? null,
});

/** What the commit answers: enough for "done", without a second read. */
export interface RegisteredSale {
  readonly id: number;
  readonly uuid: string;
  /** `001-0000091` */
  readonly number: string;
  readonly total: Gs;
  readonly change: Gs;
  /** Balance of the card after the sale; null without a card. */
  readonly balance: Gs | null;
  /** True when this UUID had been registered before and nothing was changed. */
  readonly repeated: boolean;
  /** Store-local, `YYYY-MM-DD HH:MM:SS`. */
  readonly date: string;
}

export type SaleState = 'Completada' | 'Anulada';

export interface StoredLine {
  readonly productId: number;
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: Gs;
  readonly discount: Gs;
  readonly subtotal: Gs;
  readonly taxRate: number;
  /** Units that came back. */
  readonly returned: number;
}

export interface StoredTender {
  readonly method: string;
  readonly handed: Gs;
  readonly applied: Gs;
  readonly change: Gs;
  readonly reference: string | null;
  /** The method is cash: the drawer opens for it. Absent: judged by the method's name. */
  readonly isCash?: boolean;
  /** The method takes from a card's balance, to which a refund goes back. */
  readonly isStudentCard?: boolean;
}

export interface StoredAcknowledgement {
  readonly product: string;
  readonly restriction: string;
  readonly severity: string;
  readonly blocking: boolean;
  readonly confirmedBy: string;
  readonly approvedBy: string | null;
  readonly reason: string | null;
}

/** A row of the history. */
export interface SaleSummary {
  readonly id: number;
  readonly number: string;
  readonly date: string;
  readonly state: SaleState;
  readonly total: Gs;
  readonly units: number;
  readonly client: string | null;
  readonly student: string | null;
  readonly cashier: string;
  readonly methods: string;
  readonly invoiced: boolean;
  readonly cardNumber: string | null;
  /** Given back so far; all of it when the sale is void. */
  readonly returned: Gs;
  /** Its electronic invoice, the last one; absent: it has none. */
  readonly invoice?: { readonly code: string; readonly state: RecordState; readonly signed: boolean };
}

/** A sale as stored: receipts come from this, never from the screen. */
export interface StoredSale extends SaleSummary {
  readonly uuid: string;
  readonly till: string;
  readonly clientDocument: string | null;
  readonly taxMode: TaxMode;
  readonly subtotal: Gs;
  readonly discount: Gs;
  readonly tax: Gs;
  readonly taxAdded: boolean;
  readonly taxes: readonly TaxByRate[];
  readonly handed: Gs;
  readonly change: Gs;
  readonly lines: readonly StoredLine[];
  readonly tenders: readonly StoredTender[];
  readonly acknowledgements: readonly StoredAcknowledgement[];
  readonly voided: { readonly by: string; readonly at: string; readonly reason: string } | null;
  /** Balance of the card right after this sale, from its movement; null or absent: not paid by card, or unknown. */
  readonly balanceAfter?: Gs | null;
}

/** `#91`: the short form of `001-0000091` for talking across a counter. */
export const shortNumber = (number: string): string =>
  `#${Number(number.slice(number.lastIndexOf('-') + 1))}`;
