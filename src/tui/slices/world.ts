import type { CatalogueChanges, PrinterStatus } from '../../app/ports.ts';
import { buildIndex, frequentProducts, productById, update as updateIndex } from '../../domain/search.ts';
import { type Step, say, stay } from '../events.ts';
import type { State } from '../state.ts';
import type { Shop, World } from '../world.ts';

/** How often the catalogue is asked for changes, in milliseconds. */
const FOLLOW_EVERY = 2_000;
/** The most frequent products that a screen can list. */
const FREQUENT = 60;

export const withWorld = (state: State, change: Partial<World>): State => ({
  ...state,
  world: { ...state.world, ...change },
});

export const shopLoaded = (state: State, shop: Shop): State =>
  withWorld(state, { shop, shopBusy: false, database: 'ready' });

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

export const askShop = (state: State): Step =>
  state.world.shop || state.world.shopBusy
    ? stay(state)
    : stay(withWorld(state, { shopBusy: true }), { kind: 'loadShop' });

export const catalogueArrived = (state: State, changes: CatalogueChanges, whole: boolean): State => {
  const { catalogue } = state.world;
  const settled = { ...catalogue, mark: changes.mark, busy: false };
  const news = changes.products.filter((product) => !same(product, productById(catalogue.index, product.id)));
  if (!whole && news.length === 0) return withWorld(state, { catalogue: settled, database: 'ready' });
  const index = whole ? buildIndex(changes.products) : updateIndex(catalogue.index, news);
  return withWorld(state, {
    catalogue: { ...settled, index, frequent: frequentProducts(index, FREQUENT) },
    database: 'ready',
  });
};

const same = (a: object, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The printer's state; a new fault is said once, and stays in the header. */
export const printerSaid = (state: State, status: PrinterStatus): State => {
  const before = state.world.printer;
  const next = withWorld(state, { printer: status });
  if (status.state === 'uncertain' && before?.state !== 'uncertain')
    return say(next, 'warn', 'printUncertain');
  if (status.fault !== null && status.fault !== before?.fault)
    return say(next, 'warn', 'printerFault', { fault: status.fault });
  const recovered = status.fault === null && status.state !== 'uncertain';
  return recovered && aboutPrinter(state) ? { ...next, notice: null } : next;
};

const aboutPrinter = ({ notice }: State): boolean =>
  notice !== null && 'say' in notice && ['printerFault', 'printUncertain'].includes(notice.say);
