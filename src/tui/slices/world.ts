import type { CatalogueChanges, PrinterStatus } from '../../app/ports.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import type { PrintFault } from '../../domain/print-fault.ts';
import { buildIndex, frequentProducts, productById, update as updateIndex } from '../../domain/search.ts';
import { givesWay, type Step, say, stay } from '../events.ts';
import { saleTotals } from '../selectors.ts';
import type { State } from '../state.ts';
import type { Shop, World } from '../world.ts';

/** How often the catalogue is asked for changes, in milliseconds. */
const FOLLOW_EVERY = 2_000;
/** How often the store is asked for its settings, means of payment, allergens and limits, in milliseconds: four small reads. */
const FOLLOW_SHOP_EVERY = 5_000;
/** The most frequent products that a screen can list. */
const FREQUENT = 60;

export const withWorld = (state: State, change: Partial<World>): State => ({
  ...state,
  world: { ...state.world, ...change },
});

/** The database cannot be had. What is typed, scanned and in the cart stays; the reason stands on the screen until it is back. */
export const databaseLost = (state: State, error: PosError): State =>
  withWorld(state, {
    database: error.code === 'BASE_SIN_MIGRAR' ? 'outdated' : 'down',
    outage: error.code === 'VENTA_SIN_RESPUESTA' ? posError('BASE_DE_DATOS') : error,
  });

/** The moment of it is heard, too: who takes money looks at hands, not at the screen. */
export const outageTold = (before: State, step: Step): Step =>
  before.world.outage === null && !step.effects.some((effect) => effect.kind === 'bell')
    ? { ...step, effects: [...step.effects, { kind: 'bell' }] }
    : step;

/** A program of another version would not know what it writes: it begins no sale. */
export const whyNotSold = ({ world }: State): PosError | null =>
  world.database === 'outdated' ? world.outage : null;

const databaseBack = (state: State): State => {
  const back = withWorld(state, { database: 'ready', outage: null });
  const heard = state.notice !== null && !givesWay(state.notice);
  return state.world.outage === null || heard ? back : say(back, 'good', 'databaseBack');
};

/** Whether hands are taking money for a total that they have been told; not yet so when the sale was just refused for it. */
const underHands = ({ dialog, world }: State): boolean =>
  dialog?.kind === 'payment' &&
  !(world.shopDoubted && dialog.step === 'method' && dialog.tenders.length === 0);

/**
 * What the store says of itself; who stands before a cart is told when its total is another one. Under the hands that take
 * money nothing changes: it is asked for again when they are done.
 */
export const shopLoaded = (state: State, shop: Shop): State => {
  const { shop: before, shopAskedAt, shopDoubted } = state.world;
  const back = withWorld(databaseBack(state), { shopBusy: false });
  if (before && underHands(state)) return withWorld(back, { shopAskedAt: 0 });
  // An answer that was on its way when the sale was refused settles no doubt.
  const settled = withWorld(back, { shopDoubted: shopDoubted && shopAskedAt === 0 });
  if (before && same(shop, before)) return settled;
  const next = withWorld(settled, { shop });
  const { total } = saleTotals(next);
  return before && total !== saleTotals(settled).total ? say(next, 'warn', 'taxChanged', { total }) : next;
};

/** Asks for the catalogue, or for what changed in it; one question at a time. */
export const askCatalogue = (state: State, now: boolean): Step => {
  const { catalogue } = state.world;
  if (catalogue.busy || (!now && state.world.now - catalogue.askedAt < FOLLOW_EVERY)) return stay(state);
  const asked = withWorld(state, { catalogue: { ...catalogue, busy: true, askedAt: state.world.now } });
  return stay(
    asked,
    catalogue.mark === null ? { kind: 'loadCatalogue' } : { kind: 'followCatalogue', mark: catalogue.mark },
  );
};

/** Asks for what the store says of itself, and now and then again: it is changed elsewhere while tills are open. */
export const askShop = (state: State): Step => {
  const { shop, shopBusy, shopAskedAt, database, now } = state.world;
  const due = !shop || (database === 'ready' && now - shopAskedAt >= FOLLOW_SHOP_EVERY && !underHands(state));
  return due && !shopBusy
    ? stay(withWorld(state, { shopBusy: true, shopAskedAt: now }), { kind: 'loadShop', first: shop === null })
    : stay(state);
};

/** A sale was refused: perhaps for what the store was when it was last asked. */
export const doubtShop = (state: State): Step =>
  askShop(withWorld(state, { shopDoubted: true, shopAskedAt: 0 }));

export const catalogueArrived = (state: State, changes: CatalogueChanges, whole: boolean): State => {
  const { catalogue } = state.world;
  const settled = { ...catalogue, mark: changes.mark, busy: false };
  const news = changes.products.filter((product) => !same(product, productById(catalogue.index, product.id)));
  const back = databaseBack(state);
  if (!whole && news.length === 0) return withWorld(back, { catalogue: settled });
  const index = whole ? buildIndex(changes.products) : updateIndex(catalogue.index, news);
  return withWorld(back, {
    catalogue: { ...settled, index, frequent: frequentProducts(index, FREQUENT) },
  });
};

const same = (a: object, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The printer's state; a new fault is said once, and stays in the header. */
export const printerSaid = (state: State, status: PrinterStatus): State => {
  const before = state.world.printer;
  const next = withWorld(state, { printer: status });
  if (status.state === 'uncertain' && before?.state !== 'uncertain')
    return say(next, 'warn', 'printUncertain');
  // Another screen of this till prints: that is no fault of anything.
  const elsewhere = status.fault === ('OTRO_PROCESO' satisfies PrintFault);
  if (status.fault !== null && status.fault !== before?.fault && !elsewhere)
    return say(next, 'warn', 'printerFault', { fault: status.fault });
  const recovered = (status.fault === null || elsewhere) && status.state !== 'uncertain';
  return recovered && aboutPrinter(state) ? { ...next, notice: null } : next;
};

const aboutPrinter = ({ notice }: State): boolean =>
  notice !== null && 'say' in notice && ['printerFault', 'printUncertain'].includes(notice.say);
