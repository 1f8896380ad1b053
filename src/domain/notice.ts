import type { Gs } from './money.ts';

/** What a store tells by mail (`avisos`), in the order in which settings list it. */
export const NOTICE_KINDS = [
  'venta',
  'resumen_diario',
  'stock_bajo',
  'diferencia_turno',
  'ingresos_fallidos',
  'impresion_detenida',
  'factura_rechazada',
  'restriccion',
  'recarga',
  'saldo_bajo',
  'factura',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const isNoticeKind = (kind: string): kind is NoticeKind =>
  (NOTICE_KINDS as readonly string[]).includes(kind);

/** Who reads a kind: the store's manager, the client whom it is about, or the manager once a day at an hour. */
export type NoticeReader = 'gerente' | 'cliente' | 'diario';

/** How a kind is told. */
export interface NoticeSetting {
  readonly kind: NoticeKind;
  readonly reader: NoticeReader;
  readonly on: boolean;
  /** `HH:MM`: gathered once a day at that hour; null: at once. */
  readonly hour: string | null;
  /** Guaraníes (saldo_bajo, diferencia_turno), failures (ingresos_fallidos) or minutes (impresion_detenida); null: the kind has none. */
  readonly limit: number | null;
  /** Instead of the manager's address; of a client's kind: copies besides the client. Null: the usual readers. */
  readonly to: readonly string[] | null;
}

/**
 * What the mails are drawn from when they are sent: `datos` of the queue, by kind, in the database's words. `fecha` is the
 * store's time, `YYYY-MM-DD HH:MM:SS`. Several of one kind in one mail are `{avisos: [...]}`.
 */
export interface NoticeData {
  readonly venta: {
    readonly numero: string;
    readonly fecha: string;
    readonly total: Gs;
    readonly unidades: number;
    readonly medio: string;
    readonly cajero: string | null;
    readonly cliente: string | null;
  };
  readonly resumen_diario: { readonly dia: string };
  readonly stock_bajo: {
    readonly codigo: string;
    readonly producto: string;
    readonly stock: number;
    readonly minimo: number;
    readonly fecha: string;
  };
  readonly diferencia_turno: {
    readonly caja: string;
    readonly z: number;
    readonly cerrado_por: string | null;
    readonly abierto_en: string;
    readonly fecha: string;
    readonly esperado: number;
    readonly contado: number;
    readonly diferencia: number;
    readonly motivo: string | null;
  };
  readonly ingresos_fallidos: {
    readonly usuario: string;
    readonly existe: number;
    readonly fallos: number;
    readonly fecha: string;
  };
  readonly impresion_detenida: {
    readonly caja: string;
    readonly trabajos: number;
    readonly desde: string;
    readonly causa: string | null;
    readonly fecha: string;
  };
  readonly factura_rechazada: {
    readonly numero: string;
    readonly cdc: string;
    readonly fecha: string;
    readonly receptor: string | null;
    readonly total: number;
    /** The authority's code and its meaning. */
    readonly codigo: string;
    readonly mensaje: string;
  };
  readonly restriccion: {
    readonly cliente: string;
    readonly estudiante: string;
    readonly venta: string;
    readonly fecha: string;
    readonly productos: readonly {
      readonly producto: string;
      readonly restriccion: string;
      readonly severidad: string;
      readonly alergenos: string;
      readonly autorizada_por: string | null;
      readonly motivo: string | null;
    }[];
  };
  readonly recarga: {
    readonly cliente: string;
    readonly estudiante: string;
    readonly tarjeta: string;
    readonly recarga: number;
    readonly monto: number;
    readonly medio: string;
    readonly saldo_anterior: number;
    readonly saldo: number;
    readonly fecha: string;
  };
  readonly saldo_bajo: {
    readonly cliente: string;
    readonly estudiante: string;
    readonly tarjeta: string;
    readonly saldo: number;
    readonly umbral: number;
    readonly fecha: string;
  };
  /** KuDE and XML go with it as files (`MailFiles`). */
  readonly factura: {
    readonly cliente: string;
    readonly numero: string;
    readonly cdc: string;
    readonly fecha: string;
    readonly total: number;
    readonly id_documento: number;
  };
}
