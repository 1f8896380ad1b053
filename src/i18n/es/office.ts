import { audit } from './office/audit.ts';
import { cards } from './office/cards.ts';
import { dashboard } from './office/dashboard.ts';
import { families } from './office/families.ts';
import { imports } from './office/imports.ts';
import { invoices } from './office/invoices.ts';
import { mail } from './office/mail.ts';
import { menu } from './office/menu.ts';
import { methods } from './office/methods.ts';
import { people } from './office/people.ts';
import { products } from './office/products.ts';
import { reports } from './office/reports.ts';
import { returns } from './office/returns.ts';
import { shifts } from './office/shifts.ts';
import { stock } from './office/stock.ts';

/** The back office. Each noun's words are in a file of its own. */
export const office = {
  /** Of each page, also its heading in the help. */
  titles: {
    menu: 'Gestión',
    invoices: 'Facturas',
    invoice: 'Factura',
    invoiceCancel: 'Cancelar factura',
    mail: 'Correo',
    mailOne: 'Mensaje',
    notices: 'Avisos por correo',
    notice: 'Aviso',
    methods: 'Medios de pago',
    method: 'Medio de pago',
    dashboard: 'Tablero',
    products: 'Productos',
    product: 'Producto',
    productHistory: 'Historial de precios',
    categories: 'Categorías',
    category: 'Categoría',
    allergens: 'Alérgenos',
    allergen: 'Alérgeno',
    stock: 'Stock',
    stockMovements: 'Movimientos de stock',
    stockReceive: 'Ingreso de mercadería',
    stockAdjust: 'Ajuste de stock',
    stockWaste: 'Merma',
    stockCounts: 'Conteos',
    stockCount: 'Conteo',
    families: 'Familias',
    family: 'Familia',
    client: 'Responsable',
    student: 'Estudiante',
    restriction: 'Restricción',
    photo: 'Foto',
    serve: 'Vender sin tarjeta',
    cards: 'Tarjetas',
    card: 'Tarjeta',
    cardIssue: 'Emitir tarjeta',
    cardTopup: 'Recarga',
    cardReplace: 'Reemplazar tarjeta',
    cardLimit: 'Límite y vencimiento',
    cardState: 'Bloquear o activar tarjeta',
    cardAdjust: 'Ajustar saldo',
    cardStatement: 'Extracto de tarjeta',
    shift: 'Turno',
    shiftOpen: 'Abrir turno',
    shiftCash: 'Movimiento de caja',
    shiftClose: 'Cierre Z',
    shiftReading: 'Lectura X',
    shifts: 'Turnos',
    saleReturn: 'Devolución',
    parked: 'Ventas en espera',
    users: 'Usuarios',
    user: 'Usuario',
    userSecret: 'Contraseña y PIN',
    permissions: 'Permisos',
    limits: 'Límites por rol',
    reports: 'Informes',
    report: 'Informe',
    reportDates: 'Fechas del informe',
    reportFile: 'Exportar informe',
    reportMail: 'Enviar informe',
    audit: 'Auditoría',
    auditEntry: 'Registro de auditoría',
    imports: 'Importar y exportar',
    importFile: 'Importar archivo',
    importPlan: 'Vista previa',
  },
  audit,
  cards,
  dashboard,
  families,
  invoices,
  imports,
  mail,
  menu,
  methods,
  people,
  products,
  reports,
  returns,
  shifts,
  stock,
};
