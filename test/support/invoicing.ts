import type { Knex } from 'knex';
import { databaseInvoices } from '../../src/adapters/db/invoices.ts';
import { call } from '../../src/adapters/db/query.ts';
import { databaseReturns } from '../../src/adapters/db/returns.ts';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import { databaseStores } from '../../src/adapters/db/stores.ts';
import type { InvoiceMaker } from '../../src/app/ports/invoice-maker.ts';
import { ok } from '../../src/domain/result.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { actorOf } from './actors.ts';
import { cash, saleOf } from './sale-documents.ts';

/** The issuer that tests set up: the demonstration's RUC, a timbrado of a year ago. */
export const ISSUER = {
  ruc: '80012345-0',
  razon_social: 'Cantina Tita S.A.',
  nombre_fantasia: 'Cantina Tita',
  tipo_contribuyente: 2,
  direccion: 'Avda. Mcal. López',
  numero_casa: 1234,
  departamento: 1,
  nombre_departamento: 'CAPITAL',
  distrito: 1,
  nombre_distrito: 'ASUNCION (DISTRITO)',
  ciudad: 1,
  nombre_ciudad: 'ASUNCION (DISTRITO)',
  telefono: '021555123',
  email: 'facturas@cantinatita.example',
  actividades: [{ codigo: '56101', nombre: 'RESTAURANTES Y PARRILLADAS' }],
  id_csc: '0001',
  ambiente: 'prueba',
};
export const TIMBRADO = { numero: '12345678', inicio: '2025-01-01' };

/** Sets up invoicing on a demonstration database: tills 001 and 002 number at 001-001 and 001-002. */
export const setUpInvoicing = async (
  owner: Knex,
  over: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const { session } = await actorOf(owner, 'admin');
  const document = {
    sesion: session,
    emisor: ISSUER,
    timbrado: TIMBRADO,
    puntos: [
      { id_caja: 1, establecimiento: '001', punto: '001' },
      { id_caja: 2, establecimiento: '001', punto: '002' },
    ],
    activa: true,
    ...over,
  };
  await call(owner, 'sp_configurar_factura', [JSON.stringify(document)]);
};

/** The cart of the documents with an invoice: card 00203, 27.500 in cash, IVA on top. */
export const invoicedSale = (over: Partial<SaleDocument> = {}): SaleDocument =>
  saleOf({ factura: true, nro_tarjeta: '00203', pagos: [cash(27_500)], ...over });

/** What a till sells and invoices with, on a real database. */
export const issuingWith = (till: Knex, maker: InvoiceMaker) => ({
  invoices: databaseInvoices(till),
  invoiceMaker: async () => ok(maker),
  sales: databaseSales(till),
  returns: databaseReturns(till),
  stores: databaseStores(till),
});
