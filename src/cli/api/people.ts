import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import { cardStatement, topUpCard } from '../../app/card-desk.ts';
import { findCard } from '../../app/find-card.ts';
import { businessDay } from '../../domain/business-time.ts';
import { topupMethods } from '../../domain/card.ts';
import { PosFailure } from '../../domain/errors.ts';
import { methodNamed, noSuchMethod } from '../../domain/payment.ts';
import { unwrap } from '../unwrap.ts';
import { cardView } from '../views.ts';
import { statementView, topupView } from '../views-card.ts';
import { clientRow, familyView, studentRow, studentView } from '../views-families.ts';
import { type Api, actedBy, askedPage, pageOf, tillIdOf } from './api.ts';
import {
  amount,
  card,
  cardNumber,
  closed,
  day,
  flag,
  orNull,
  page,
  paging,
  search,
  small,
  typed,
  uuid as uuidText,
} from './schemas.ts';
import { client, family, statement, student, topup, wholeStudent } from './schemas-more.ts';

const filtered = closed({ ...paging, q: search, inactivos: Type.Optional(flag) });

const familyRoutes = ({ services: { families } }: Api): readonly Route[] => {
  const filterOf = (query: { q?: string; inactivos?: boolean; limite?: number; cursor?: string }) => {
    const { limit, after = 0 } = askedPage(query);
    const found = query.q === undefined ? {} : { text: query.q };
    return { limit, filter: { ...found, all: query.inactivos === true, afterId: after, limit: limit + 1 } };
  };
  return [
    route({
      method: 'GET',
      path: '/api/v1/clients',
      id: 'listClients',
      tag: 'clients',
      summary:
        'The adults who answer for students, by id; `q` looks in names, documents, telephones, e-mails, cards.',
      access: 'clients:read',
      query: filtered,
      answers: { 200: page(client) },
      handle: async ({ query }) => {
        const { limit, filter } = filterOf(query);
        return { status: 200, body: pageOf(await families.list(filter), limit, (row) => row.id, clientRow) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/clients/:id',
      id: 'getClient',
      tag: 'clients',
      summary: 'A client with students, cards, restrictions and the last purchases.',
      access: 'clients:read',
      params: closed({ id: small }),
      answers: { 200: family },
      handle: async ({ params }) => ({
        status: 200,
        body: familyView(unwrap(await families.show(params.id))),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/students',
      id: 'listStudents',
      tag: 'students',
      summary: 'Students, by id.',
      access: 'clients:read',
      query: filtered,
      answers: { 200: page(student) },
      handle: async ({ query }) => {
        const { limit, filter } = filterOf(query);
        const rows = await families.students(filter);
        return { status: 200, body: pageOf(rows, limit, (row) => row.id, studentRow) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/students/:id',
      id: 'getStudent',
      tag: 'students',
      summary: 'A student with cards and restrictions.',
      access: 'clients:read',
      params: closed({ id: small }),
      answers: { 200: wholeStudent },
      handle: async ({ params }) => ({
        status: 200,
        body: studentView(unwrap(await families.student(params.id))),
      }),
    }),
  ];
};

const byNumber = closed({ numero: cardNumber });

const topupRoute = (api: Api): Route => {
  const { services } = api;
  return route({
    method: 'POST',
    path: '/api/v1/cards/:numero/topups',
    id: 'topUpCard',
    tag: 'cards',
    summary: 'Puts money on a card; 200 when its UUID or key had been sent before.',
    access: 'cards:topup',
    params: byNumber,
    body: closed({
      uuid: Type.Optional(uuidText),
      monto: amount,
      medio: Type.Optional(typed(40)),
      monto_entregado: Type.Optional(amount),
      referencia: Type.Optional(orNull(typed(60))),
      id_caja: Type.Optional(small),
    }),
    answers: { 200: topup, 201: topup },
    handle: async (call) => {
      const { body, params } = call;
      const found = unwrap(await services.cardDesk.find(params.numero));
      const code = body.medio ?? 'EFECTIVO';
      const methods = topupMethods(await services.stores.paymentMethods());
      const method = methodNamed(methods, code);
      if (!method) throw new PosFailure(noSuchMethod(methods, code));
      const done = unwrap(
        await topUpCard(services, actedBy(call), {
          uuid: body.uuid?.toLowerCase() ?? call.uuid,
          cardId: found.id,
          tillId: await tillIdOf(api, call, body.id_caja),
          methodId: method.id,
          amount: body.monto,
          handed: body.monto_entregado ?? null,
          reference: body.referencia ?? null,
        }),
      );
      return { status: done.repeated ? 200 : 201, body: topupView(done) };
    },
  });
};

const cardRoutes = (api: Api): readonly Route[] => {
  const { services } = api;
  return [
    route({
      method: 'GET',
      path: '/api/v1/cards/:numero',
      id: 'getCard',
      tag: 'cards',
      summary: 'A card with its student, balance and restrictions; refused where it cannot be used.',
      access: 'cards:read',
      params: byNumber,
      answers: { 200: card },
      handle: async ({ params }) => ({
        status: 200,
        body: cardView(unwrap(await findCard(services, params.numero))),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/cards/:numero/statement',
      id: 'getStatement',
      tag: 'cards',
      summary: 'The account of a card between two days; of today, where none is said.',
      access: 'cards:read',
      params: byNumber,
      query: closed({ desde: Type.Optional(day), hasta: Type.Optional(day) }),
      answers: { 200: statement },
      handle: async ({ params, query }) => {
        const found = unwrap(await services.cardDesk.find(params.numero));
        const today = businessDay(services.clock.now());
        const to = query.hasta ?? today;
        const period = { from: query.desde ?? to, to };
        return { status: 200, body: statementView(unwrap(await cardStatement(services, found, period))) };
      },
    }),
    topupRoute(api),
  ];
};

export const peopleRoutes = (api: Api): readonly Route[] => [...familyRoutes(api), ...cardRoutes(api)];
