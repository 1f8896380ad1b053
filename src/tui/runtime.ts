import { checkout } from '../app/checkout.ts';
import { serveCard, serveStudent } from '../app/find-card.ts';
import { undoAfter } from '../app/follow-invoice.ts';
import { completeInvoiceOf } from '../app/issue-invoice.ts';
import { parkSale } from '../app/park-sale.ts';
import { changeSecrets } from '../app/people.ts';
import type { PrintJob } from '../app/ports.ts';
import { reprintPaper, reprintReturn } from '../app/reprint.ts';
import { voidSale } from '../app/return-sale.ts';
import type { Services } from '../app/services.ts';
import { approve, signIn } from '../app/sign-in.ts';
import { undoInvoice } from '../app/undo-invoice.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Effect, Event } from './events.ts';
import { answerOffice } from './office/runtime.ts';
import { readPhoto } from './photo/read.ts';
import type { RuntimeDeps } from './runtime-deps.ts';

/** Does what the reducer asked for and answers with an event; a lost database is an answer too. */
export const makeRuntime = (deps: RuntimeDeps): ((effect: Effect) => void) => {
  const perform = async (effect: Effect): Promise<void> => {
    try {
      const event = await answer(deps, effect);
      if (event) deps.dispatch([event]);
    } catch (error) {
      if (!(error instanceof PosFailure)) return deps.crash(error);
      deps.dispatch([{ kind: 'failed', effect, error: error.error }]);
    }
  };
  return (effect) => {
    void perform(effect);
  };
};

/** At the start all at once; later one after the other, so that following the store keeps no line to the database busy beside others. */
const loadShop = async ({ stores, people }: Services, first: boolean): Promise<Event> => {
  const next = <T>(before: Promise<unknown>, read: () => Promise<T>): Promise<T> =>
    first ? read() : before.then(read);
  const storeRead = stores.store();
  const methodsRead = next(storeRead, stores.paymentMethods);
  const allergensRead = next(methodsRead, stores.allergens);
  const limitsRead = next(allergensRead, people.limits);
  const [store, methods, allergens, limits] = await Promise.all([
    storeRead,
    methodsRead,
    allergensRead,
    limitsRead,
  ]);
  return { kind: 'shop', shop: { store, methods, allergens, limits } };
};

/** The card that was read, or the student who was asked for by name. */
const whoIsServed = async (
  services: Services,
  effect: Extract<Effect, { kind: 'findCard' | 'findStudent' }>,
): Promise<Event> => {
  const { seq } = effect;
  if (effect.kind === 'findStudent')
    return { kind: 'card', seq, number: null, result: await serveStudent(services, effect.studentId) };
  const { number } = effect;
  return { kind: 'card', seq, number, result: await serveCard(services, number) };
};

const answer = async (deps: RuntimeDeps, effect: Effect): Promise<Event | null> => {
  const { services } = deps;
  switch (effect.kind) {
    case 'loadShop':
      return loadShop(services, effect.first);
    case 'loadCatalogue':
      return { kind: 'catalogue', changes: await services.catalogue.load(), whole: true };
    case 'followCatalogue':
      return {
        kind: 'catalogue',
        changes: await services.catalogue.changesSince(effect.mark),
        whole: false,
      };
    case 'signIn':
      return { kind: 'signedIn', seq: effect.seq, result: await signIn(services, effect.request) };
    case 'approve':
      return {
        kind: 'approved',
        seq: effect.seq,
        result: await approve(services, effect.asker, effect.request, effect.wanted),
      };
    case 'renew':
      return {
        kind: 'renewed',
        seq: effect.seq,
        result: await changeSecrets(services, effect.actor, effect.present, { password: effect.password }),
      };
    case 'closeSession':
      await services.users.closeSession(effect.session);
      return null;
    case 'findCard':
    case 'findStudent':
      return whoIsServed(services, effect);
    case 'park':
      return {
        kind: 'parked',
        seq: effect.seq,
        result: await parkSale(services, { actor: effect.actor, grant: null }, effect.request),
      };
    case 'countParked':
      return {
        kind: 'parkedCount',
        count: await services.parkedSales.count(),
        shiftMissing:
          (await services.shifts.required()) && (await services.shifts.current(deps.till.id)) === null,
      };
    case 'watchInvoices':
      return { kind: 'invoicesWaiting', backlog: await services.invoices.backlog() };
    case 'readPhoto':
      return deps.photos ? readPhoto(services.photos, deps.photos, effect.studentId) : null;
    case 'makeSaleId':
      return { kind: 'saleId', seq: effect.seq, uuid: services.ids.uuid() };
    case 'checkout':
      return {
        kind: 'sold',
        uuid: effect.document.uuid,
        result: await checkout(services, effect.user, effect.document),
      };
    case 'wakePrinter':
      deps.printer.wake();
      return null;
    case 'bell':
      deps.bell();
      return null;
    case 'exit':
      deps.exit(effect.code);
      return null;
    case 'loadHints': {
      const seen = (await deps.hints?.load(effect.login)) ?? {};
      return { kind: 'hints', login: effect.login, seen };
    }
    case 'saveHints':
      await deps.hints?.save(effect.login, effect.seen);
      return null;
    case 'officePages':
    case 'officeLoad':
    case 'officeDo':
      return answerOffice(deps, effect);
    default:
      return answerPane(services, effect);
  }
};

/** What the panes of sales and of printing ask for. */
type PaneEffect = Extract<
  Effect,
  {
    kind:
      | 'listSales'
      | 'showSale'
      | 'void'
      | 'completeInvoice'
      | 'undoInvoice'
      | 'reprintInvoice'
      | 'reprint'
      | 'listJobs'
      | 'retryJob'
      | 'settleJob';
  }
>;

const copyOf = (
  services: Services,
  { actor, saleId, tillId, returned }: Extract<Effect, { kind: 'reprint' }>,
): Promise<Result<PrintJob>> => {
  const by = { actor, grant: null };
  return returned
    ? reprintReturn(services, by, saleId, tillId)
    : reprintPaper(services, by, { kind: 'sale', id: saleId }, tillId);
};

/** A sale is voided whatever becomes of its invoice: that is asked next. */
const voided = async (
  services: Services,
  { actor, grant, sale, tillId, reason, seq }: Extract<Effect, { kind: 'void' }>,
): Promise<Event> => {
  const request = { uuid: services.ids.uuid(), saleId: sale, tillId, reason, cardToCash: false };
  const result = await voidSale(services, { actor, grant }, request);
  const invoice = result.ok ? await undoAfter(services, result.value) : null;
  return { kind: 'voided', seq, result, invoice };
};

const copyOfInvoice = async (
  services: Services,
  { actor, saleId, tillId }: Extract<Effect, { kind: 'reprintInvoice' }>,
): Promise<Result<PrintJob>> => {
  const invoice = await services.invoices.ofSale(saleId);
  if (!invoice) return fail(posError('VENTA_SIN_FACTURA', { venta: saleId }));
  return reprintPaper(services, { actor, grant: null }, { kind: 'invoice', id: invoice.id }, tillId);
};

const answerPane = async (services: Services, effect: PaneEffect): Promise<Event> => {
  const { sales, spool } = services;
  switch (effect.kind) {
    case 'listSales':
      return { kind: 'sales', seq: effect.seq, rows: await sales.list(effect.filter) };
    case 'showSale':
      return {
        kind: 'stored',
        seq: effect.seq,
        purpose: effect.purpose,
        result: await sales.show(effect.sale),
      };
    case 'void':
      return voided(services, effect);
    case 'completeInvoice':
      return {
        kind: 'invoiced',
        saleId: effect.saleId,
        result: await completeInvoiceOf(services, effect.saleId),
      };
    case 'undoInvoice':
      return {
        kind: 'invoiceUndone',
        result: await undoInvoice(services, { actor: effect.actor, grant: null }, effect.wanted),
      };
    case 'reprintInvoice':
      return { kind: 'queued', what: 'reprint', result: await copyOfInvoice(services, effect) };
    case 'reprint':
      return {
        kind: 'queued',
        what: 'reprint',
        result: await copyOf(services, effect),
      };
    case 'listJobs':
      return {
        kind: 'jobs',
        seq: effect.seq,
        jobs: await spool.list({ tillId: effect.tillId, open: true }),
      };
    case 'retryJob':
      return { kind: 'queued', what: 'retry', result: await spool.retry(effect.id, effect.userId) };
    case 'settleJob':
      return { kind: 'queued', what: 'settle', result: await spool.settle(effect.id, effect.userId) };
  }
};
