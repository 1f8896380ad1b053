import {
  type ColumnId,
  REPORT_COLUMNS,
  type Report,
  type ReportTable,
  type TableId,
  type Value,
  type WordId,
} from '../domain/report.ts';

/*
 * What programs read of a report, in the language of the other documents; the same rules as in views.ts.
 */

const COLUMNS: Readonly<Record<ColumnId, string>> = {
  period: 'periodo',
  day: 'dia',
  moment: 'fecha',
  hour: 'hora',
  figure: 'concepto',
  code: 'codigo',
  name: 'nombre',
  product: 'producto',
  client: 'cliente',
  student: 'estudiante',
  cashier: 'cajero',
  sale: 'venta',
  till: 'caja',
  person: 'persona',
  approver: 'autorizada_por',
  reason: 'motivo',
  restriction: 'restriccion',
  severity: 'severidad',
  opened: 'abierto_en',
  closed: 'cerrado_en',
  state: 'estado',
  kind: 'tipo',
  invoiced: 'factura',
  blocking: 'bloqueante',
  count: 'cantidad',
  cards: 'tarjetas',
  products: 'productos',
  approved: 'autorizadas',
  tickets: 'tickets',
  payments: 'pagos',
  units: 'unidades',
  gross: 'vendido',
  discount: 'descuento',
  back: 'devuelto',
  net: 'cobrado',
  average: 'promedio',
  tax: 'iva',
  base: 'gravado',
  amount: 'monto',
  today: 'dia',
  value: 'valor',
  yesterday: 'ayer',
  lastWeek: 'hace_7_dias',
  againstYesterday: 'cambio_ayer',
  againstLastWeek: 'cambio_semana',
  share: 'porcentaje',
  rate: 'tasa',
  topups: 'recargas',
  toppedUp: 'recargado',
  received: 'recibido',
  balance: 'saldo',
  stock: 'stock_actual',
  minimum: 'stock_minimo',
  missing: 'faltan',
  cost: 'costo',
  z: 'z',
  float: 'fondo',
  expected: 'esperado',
  counted: 'contado',
  difference: 'diferencia',
};

const TABLES: Readonly<Record<TableId, string>> = {
  summary: 'resumen',
  methods: 'medios',
  hours: 'horas',
  bestSellers: 'mas_vendidos',
  taxes: 'iva',
  movements: 'movimientos',
  cardMoves: 'movimientos_tarjetas',
  drawer: 'arqueo',
  lowStock: 'stock_bajo',
  periods: 'periodos',
  products: 'productos',
  categories: 'categorias',
  cashiers: 'cajeros',
  clients: 'clientes',
  stockValue: 'valor_stock',
  cardStates: 'tarjetas_por_estado',
  balances: 'saldos',
  shifts: 'turnos',
  restrictionSums: 'por_severidad',
  restrictions: 'confirmaciones',
  voidSums: 'por_tipo',
  voids: 'detalle',
};

const WORDS: Readonly<Record<WordId, string | boolean | null>> = {
  takings: 'cobrado',
  tickets: 'tickets',
  average: 'promedio',
  units: 'unidades',
  gross: 'vendido',
  discounts: 'descuentos',
  voids: 'anulaciones',
  returns: 'devoluciones',
  net: 'cobrado',
  topups: 'recargas',
  consumption: 'consumo',
  refunds: 'devuelto',
  adjustments: 'ajustes',
  void: 'Anulacion',
  return: 'Devolucion',
  yes: true,
  no: false,
  noClient: null,
  active: 'Activa',
  blocked: 'Bloqueada',
  expired: 'Vencida',
  replaced: 'Reemplazada',
  openShift: 'Abierto',
  closedShift: 'Cerrado',
};

const GRAINS = { day: 'dia', week: 'semana', month: 'mes' } as const;

const valueView = (value: Value, column: ColumnId): Value | boolean =>
  REPORT_COLUMNS[column] === 'word' && typeof value === 'string' ? (WORDS[value as WordId] ?? value) : value;

const rowView = (columns: readonly ColumnId[], row: readonly Value[]) =>
  Object.fromEntries(columns.map((column, at) => [COLUMNS[column], valueView(row[at] ?? null, column)]));

const tableView = ({ columns, rows, total }: ReportTable) => ({
  filas: rows.map((row) => rowView(columns, row)),
  total:
    total &&
    Object.fromEntries(
      columns.flatMap((column, at) => {
        const value = total[at] ?? null;
        return value === null ? [] : [[COLUMNS[column], value]];
      }),
    ),
});

export const reportView = (report: Report) => ({
  informe: report.kind,
  desde: report.from,
  hasta: report.to,
  por: report.grain && GRAINS[report.grain],
  tienda: report.store,
  caja: report.till,
  hecho_en: report.madeAt,
  dia_en_curso: report.partial && !report.future,
  vacio: report.empty,
  tablas: Object.fromEntries(report.tables.map((table) => [TABLES[table.id], tableView(table)])),
});
