import { PosFailure } from '../domain/errors.ts';
import type { Result } from '../domain/result.ts';
import type { Log, LogFields, LogLevel } from './ports/log.ts';
import type { SpoolWorker } from './ports.ts';
import type { Services } from './services.ts';

type Act = (...args: never[]) => Promise<unknown>;

/** Ports whose acts are told when a person does them: their first argument says who. */
const OFFICE = [
  'products',
  'families',
  'photos',
  'cardDesk',
  'shifts',
  'returns',
  'parkedSales',
  'stock',
  'people',
  'imports',
  'tills',
  'methods',
  'invoices',
  'spool',
] as const satisfies readonly (keyof Services)[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whoever is named by the first argument of an act of the back office; null: nobody, it only reads. */
const actorOf = (first: unknown): string | null =>
  isObject(first) && isObject(first.actor) && typeof first.actor.login === 'string'
    ? first.actor.login
    : null;

const isResult = (value: unknown): value is Result<unknown> =>
  isObject(value) && typeof value.ok === 'boolean';

/** How an act ended: an id where the answer has one, the code where it was refused. */
const outcomeOf = (value: unknown): LogFields => {
  if (!isResult(value)) return {};
  if (!value.ok) return { codigo: value.error.code };
  const answer = value.value;
  if (typeof answer === 'number') return { id: answer };
  return isObject(answer) && typeof answer.id === 'number' ? { id: answer.id } : {};
};

const levelOf = (value: unknown): LogLevel => (isResult(value) && !value.ok ? 'warn' : 'info');

/** What came from outside is a warning; anything else is a fault of the program. */
const failureOf = (error: unknown): readonly [LogFields, LogLevel] =>
  error instanceof PosFailure
    ? [{ codigo: error.error.code, causa: String(error.error.params.causa ?? '') }, 'warn']
    : [{ falla: error instanceof Error ? error.message.slice(0, 300) : 'desconocida' }, 'error'];

interface Watch {
  readonly name: string;
  /** Fields known before the act; null: it is not told. */
  readonly before: (args: readonly unknown[]) => LogFields | null;
  readonly after: (value: unknown) => LogFields;
}

const told = async (act: Act, args: never[], known: LogFields, log: Log, { name, after }: Watch) => {
  const start = performance.now();
  const ms = (): number => Math.round(performance.now() - start);
  try {
    const value = await act(...args);
    log.event(name, { ...known, ...after(value), ms: ms() }, levelOf(value));
    return value;
  } catch (error) {
    const [fields, level] = failureOf(error);
    log.event(name, { ...known, ...fields, ms: ms() }, level);
    throw error;
  }
};

/** What is not told is called as it is: it may give rows as they come instead of a promise. */
const watched =
  (act: Act, log: Log, watch: Watch): Act =>
  (...args) => {
    const known = watch.before(args);
    return known === null ? act(...args) : told(act, args, known, log, watch);
  };

/** The same port, whose acts are told. */
const port = <P extends object>(port: P, watch: (method: string) => Watch | null, log: Log): P => {
  const acts = Object.entries(port).map(([method, act]) => {
    const how = typeof act === 'function' ? watch(method) : null;
    return [method, how ? watched(act as Act, log, how) : act] as const;
  });
  return Object.fromEntries(acts) as P;
};

const ofOffice =
  (noun: string) =>
  (method: string): Watch => ({
    name: `${noun}.${method}`,
    before: ([first]) => {
      const persona = actorOf(first);
      return persona === null ? null : { persona };
    },
    after: outcomeOf,
  });

const ofSales = (method: string): Watch | null =>
  method === 'register'
    ? {
        name: 'sales.register',
        before: ([document]) =>
          isObject(document) ? { uuid: String(document.uuid), caja: Number(document.id_caja) } : {},
        after: (value) =>
          isResult(value) && value.ok && isObject(value.value)
            ? {
                numero: String(value.value.number),
                total: Number(value.value.total),
                repetida: value.value.repeated === true,
              }
            : outcomeOf(value),
      }
    : null;

const ofUsers = (method: string): Watch | null =>
  method === 'signIn'
    ? {
        name: 'users.signIn',
        // What was typed as a name may be a password that went into the wrong field.
        before: ([proof]) => (isObject(proof) ? { clase: String(proof.kind) } : {}),
        after: (value) =>
          isResult(value) && value.ok && isObject(value.value)
            ? { persona: String(value.value.login) }
            : outcomeOf(value),
      }
    : null;

/** A worker of the print queue that tells what became of each job. */
export const loggedWorker = (worker: SpoolWorker, log: Log): SpoolWorker => ({
  ...worker,
  finish: async (id, outcome) => {
    await worker.finish(id, outcome);
    const well = outcome.state === 'confirmado' || outcome.state === 'enviado';
    log.event(
      'print.finish',
      { trabajo: id, estado: outcome.state, causa: outcome.fault },
      well ? 'info' : 'warn',
    );
  },
});

/** Services whose acts are told to the log: sales, sign-ins, and what people change. Reading is not. */
export const logged = (services: Services, log: Log): Services => {
  const office = Object.fromEntries(
    OFFICE.map((noun) => [noun, port(services[noun] as object, ofOffice(noun), log)]),
  );
  return {
    ...services,
    ...office,
    sales: port(services.sales, ofSales, log),
    users: port(services.users, ofUsers, log),
  } as Services;
};
