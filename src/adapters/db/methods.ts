import type { Knex } from 'knex';
import type { Methods } from '../../app/ports/methods.ts';
import type { MethodDraft } from '../../domain/payment.ts';
import { officeCall } from './office-call.ts';
import { int, type Row } from './rows.ts';

const bodyOf = ({ name, active, allowsInvoice, needsReference }: MethodDraft) => ({
  nombre: name,
  activo: Number(active),
  permite_factura: Number(allowsInvoice),
  pide_referencia: Number(needsReference),
});

const idOf = (row: Row): number => int(row.id_medio);

export const databaseMethods = (knex: Knex): Methods => ({
  create: (by, code, draft) =>
    officeCall(knex, 'sp_crear_medio', by, { ...bodyOf(draft), codigo: code }, idOf),
  edit: (by, id, draft) =>
    officeCall(knex, 'sp_actualizar_medio', by, { ...bodyOf(draft), id_medio: id }, idOf),
});
