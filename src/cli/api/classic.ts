import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import { findCard } from '../../app/find-card.ts';
import { findByCode, search as searchIndex } from '../../domain/search.ts';
import { unwrap } from '../unwrap.ts';
import { cardView } from '../views.ts';
import { type Api, allergenCodes, codesOf } from './api.ts';
import { sell } from './sales.ts';
import { card, cardNumber, closed, found, open, registered, saleDocument, typed } from './schemas.ts';

/* The addresses that the client's documents name, with the documents' JSON. */

const TAG = 'pos';
/** Products that a search gives. */
const MOST_FOUND = 20;

const cardRoutes = ({ services }: Api): readonly Route[] => {
  const asked = closed({ nro_tarjeta: cardNumber });
  const common = {
    path: '/pos/buscar-tarjeta/',
    tag: TAG,
    summary: 'A card with its student, balance and restrictions; refused where it cannot be used.',
    access: 'cards:read',
    answers: { 200: card },
  } as const;
  const answer = async (number: string) => ({
    status: 200,
    body: cardView(unwrap(await findCard(services, number))),
  });
  return [
    route({
      ...common,
      id: 'buscarTarjeta',
      method: 'GET',
      query: asked,
      handle: ({ query }) => answer(query.nro_tarjeta),
    }),
    route({
      ...common,
      id: 'buscarTarjetaPost',
      method: 'POST',
      body: asked,
      handle: ({ body }) => answer(body.nro_tarjeta),
    }),
  ];
};

const productRoutes = (api: Api): readonly Route[] => {
  const asked = closed({ q: typed(100) });
  const common = {
    path: '/pos/buscar-producto/',
    tag: TAG,
    summary: 'Products by code, bar code or part of a name, the best first; only those that are sold.',
    access: 'products:read',
    answers: { 200: open({ productos: Type.Array(found) }) },
  } as const;
  const answer = async (typedText: string) => {
    const [{ index, products }, allergens] = await Promise.all([api.catalogue(), allergenCodes(api)]);
    const exact = findByCode(index, typedText.trim());
    const those = exact ? [exact] : searchIndex(index, typedText, MOST_FOUND);
    const sold = those.flatMap(({ id }) => products.get(id) ?? []).filter(({ active }) => active);
    const productos = sold.map((product) => ({
      id: product.id,
      codigo: product.code,
      nombre: product.name,
      precio: product.price,
      stock: product.stock,
      categoria: product.category,
      alergenos: codesOf(product, allergens),
    }));
    return { status: 200, body: { productos } };
  };
  return [
    route({
      ...common,
      id: 'buscarProducto',
      method: 'GET',
      query: asked,
      handle: ({ query }) => answer(query.q),
    }),
    route({
      ...common,
      id: 'buscarProductoPost',
      method: 'POST',
      body: asked,
      handle: ({ body }) => answer(body.q),
    }),
  ];
};

export const classicRoutes = (api: Api): readonly Route[] => [
  ...cardRoutes(api),
  ...productRoutes(api),
  route({
    method: 'POST',
    path: '/pos/procesar-venta/',
    id: 'procesarVenta',
    tag: TAG,
    summary: 'Registers a sale; 200 when its UUID had been registered before.',
    access: 'sales:write',
    body: saleDocument,
    answers: { 200: registered, 201: registered },
    handle: (call) => sell(api, call),
  }),
];
