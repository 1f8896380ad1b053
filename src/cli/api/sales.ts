import Type, { type Static } from 'typebox';
import { type Call, type Route, route } from '../../adapters/http/contract.ts';
import { checkout } from '../../app/checkout.ts';
import { completeInvoiceOf } from '../../app/issue-invoice.ts';
import { completeSale, withIds } from '../../app/outside-sale.ts';
import { returnSale, voidSale } from '../../app/return-sale.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { InvoiceRecord } from '../../domain/invoice/record.ts';
import { findByCode } from '../../domain/search.ts';
import { unwrap } from '../unwrap.ts';
import { registeredView, saleRow as rowOf, saleView } from '../views.ts';
import { invoiceView } from '../views-invoice.ts';
import { returnView } from '../views-return.ts';
import { type Api, actedBy, askedPage, callerOf, checkPeriod, pageOf, tillIdOf } from './api.ts';
import {
  closed,
  day,
  flag,
  open,
  page,
  paging,
  registered,
  saleDocument,
  search,
  small,
  typed,
  uuid as uuidText,
} from './schemas.ts';
import { givenBack, sale, saleRow } from './schemas-more.ts';

const TAG = 'sales';

type SaleCall = Call<unknown, unknown, Static<typeof saleDocument>>;

/** A key in the header names the sale as a `uuid` in the document does; two names for one sale are refused. */
const uuidOf = ({ uuid, keyed, body }: SaleCall): string => {
  const given = body.uuid?.toLowerCase();
  if (given !== undefined && keyed && given !== uuid)
    throw new PosFailure(posError('PETICION_INVALIDA', { campo: 'Idempotency-Key' }));
  return given ?? uuid;
};

/** Signs the invoice of a sale that stands; what keeps it from being signed is for whoever sends invoices to mend. */
const invoiceFor = async ({ services }: Api, saleId: number): Promise<InvoiceRecord | null> => {
  const done = await completeInvoiceOf(services, saleId);
  return done.ok ? done.value : services.invoices.ofSale(saleId);
};

/** Registers a sale by the same use case and the same document as a till does. */
export const sell = async (api: Api, call: SaleCall) => {
  const { services } = api;
  const { actor } = callerOf(call);
  const uuid = uuidOf(call);
  const tillId = await tillIdOf(api, call, call.body.id_caja);
  const known = await withIds(call.body, {
    paymentMethods: services.stores.paymentMethods,
    productOf: async (code) => {
      const { index, products } = await api.catalogue();
      const found = findByCode(index, code);
      return found && products.get(found.id);
    },
  });
  const document = completeSale({ ...known, uuid }, actor, tillId, uuid);
  const sold = unwrap(await checkout(services, actor, document));
  if (!sold.repeated) api.metrics.count('pos_http_sales_total', { till: tillId });
  const invoice = document.factura ? await invoiceFor(api, sold.id) : null;
  const body = { ...registeredView(sold), factura: invoice && invoiceView(invoice) };
  return { status: sold.repeated ? 200 : 201, body };
};

const reference = closed({
  venta: Type.String({ pattern: '^[0-9A-Za-z-]{1,40}$', description: 'Id, number or UUID.' }),
});

const reading = (api: Api): readonly Route[] => {
  const { sales, returns } = api.services;
  return [
    route({
      method: 'GET',
      path: '/api/v1/sales',
      id: 'listSales',
      tag: TAG,
      summary: 'Sales, the newest first.',
      access: 'sales:read',
      query: closed({
        ...paging,
        q: search,
        desde: Type.Optional(day),
        hasta: Type.Optional(day),
        estado: Type.Optional(Type.Union([Type.Literal('Completada'), Type.Literal('Anulada')])),
        id_caja: Type.Optional(small),
      }),
      answers: { 200: page(saleRow) },
      handle: async ({ query }) => {
        const { desde, hasta, q, estado, id_caja } = query;
        checkPeriod(desde, hasta);
        const { limit, after } = askedPage(query);
        const rows = await sales.list({
          ...(desde === undefined ? {} : { from: desde }),
          ...(hasta === undefined ? {} : { to: hasta }),
          ...(q === undefined ? {} : { text: q }),
          ...(estado === undefined ? {} : { state: estado }),
          ...(id_caja === undefined ? {} : { tillId: id_caja }),
          ...(after === undefined ? {} : { beforeId: after }),
          limit: limit + 1,
        });
        return { status: 200, body: pageOf(rows, limit, (row) => row.id, rowOf) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/sales/:venta',
      id: 'getSale',
      tag: TAG,
      summary: 'One sale as it was stored.',
      access: 'sales:read',
      params: reference,
      answers: { 200: sale },
      handle: async ({ params }) => ({
        status: 200,
        body: saleView(unwrap(await sales.show(params.venta))),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/sales/:venta/returns',
      id: 'listReturns',
      tag: TAG,
      summary: 'What came back of a sale, the oldest first.',
      access: 'sales:read',
      params: reference,
      answers: { 200: open({ datos: Type.Array(givenBack) }) },
      handle: async ({ params }) => {
        const { id } = unwrap(await sales.show(params.venta));
        return { status: 200, body: { datos: (await returns.ofSale(id)).map(returnView) } };
      },
    }),
  ];
};

const back = {
  uuid: Type.Optional(uuidText),
  motivo: typed(300),
  id_caja: Type.Optional(small),
  efectivo: Type.Optional(flag),
};
const returnLines = Type.Array(
  closed({
    linea: Type.Integer({ minimum: 1, maximum: 500 }),
    cantidad: Type.Integer({ minimum: 1, maximum: 999_999 }),
    destino: Type.Optional(Type.Union([Type.Literal('Stock'), Type.Literal('Merma')])),
  }),
  { minItems: 1, maxItems: 500 },
);

const givingBack = (api: Api): readonly Route[] => {
  const { services } = api;
  const wholeBack = closed(back);
  const partBack = closed({ ...back, lineas: returnLines });
  const requestOf = async (call: Call<unknown, { venta: string }, Static<typeof wholeBack>>) => ({
    uuid: call.body.uuid?.toLowerCase() ?? call.uuid,
    saleId: unwrap(await services.sales.show(call.params.venta)).id,
    tillId: await tillIdOf(api, call, call.body.id_caja),
    reason: call.body.motivo,
    cardToCash: call.body.efectivo === true,
  });
  return [
    route({
      method: 'POST',
      path: '/api/v1/sales/:venta/void',
      id: 'voidSale',
      tag: TAG,
      summary: 'Voids a sale: goods to stock, money where it came from.',
      access: 'sales:return',
      params: reference,
      body: wholeBack,
      answers: { 200: givenBack, 201: givenBack },
      handle: async (call) => {
        const done = unwrap(await voidSale(services, actedBy(call), await requestOf(call)));
        return { status: done.repeated ? 200 : 201, body: returnView(done) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/sales/:venta/returns',
      id: 'returnSale',
      tag: TAG,
      summary: 'Takes units of a sale’s lines back.',
      access: 'sales:return',
      params: reference,
      body: partBack,
      answers: { 200: givenBack, 201: givenBack },
      handle: async (call) => {
        const lines = call.body.lineas.map(({ linea, cantidad, destino = 'Stock' }) => ({
          line: linea,
          quantity: cantidad,
          destination: destino,
        }));
        const request = { ...(await requestOf(call)), lines };
        const done = unwrap(await returnSale(services, actedBy(call), request));
        return { status: done.repeated ? 200 : 201, body: returnView(done) };
      },
    }),
  ];
};

export const saleRoutes = (api: Api): readonly Route[] => [
  route({
    method: 'POST',
    path: '/api/v1/sales',
    id: 'registerSale',
    tag: TAG,
    summary: 'Registers a sale; 200 when its UUID or key had been sent before.',
    access: 'sales:write',
    body: saleDocument,
    answers: { 200: registered, 201: registered },
    handle: (call) => sell(api, call),
  }),
  ...reading(api),
  ...givingBack(api),
];
