import type { Effect, Event } from '../events.ts';
import type { RuntimeDeps } from '../runtime-deps.ts';
import type { AnyPage, Desk } from './page.ts';
import type { PageSet } from './pages/page-set.ts';

type OfficeEffect = Extract<Effect, { kind: 'officePages' | 'officeLoad' | 'officeDo' }>;

/** Milliseconds between two words about how far a long work has come: enough for an eye, little for a screen. */
const PROGRESS_EVERY = 100;

const pagesOf = async (deps: RuntimeDeps): Promise<PageSet> =>
  deps.pages ? deps.pages() : (await import('./pages/index.ts')).PAGES;

/** Reads a page or does one of its commands. */
export const answerOffice = async (deps: RuntimeDeps, effect: OfficeEffect): Promise<Event> => {
  const pages = await pagesOf(deps);
  if (effect.kind === 'officePages') return { kind: 'officePages', pages };
  const page = pages[effect.page];
  if (!page) throw new Error(`no page ${effect.page}`);
  const desk: Desk = {
    services: deps.services,
    actor: effect.actor,
    till: deps.till,
    grant: effect.kind === 'officeDo' ? effect.grant : null,
    words: deps.words,
    progress: progressOf(deps, effect.seq),
  };
  if (effect.kind === 'officeLoad')
    return { kind: 'officeLoaded', seq: effect.seq, result: await page.load(desk, effect.params) };
  return {
    kind: 'officeDone',
    seq: effect.seq,
    result: await commandOf(page, effect.name)(desk, effect.input as never),
  };
};

const commandOf = (page: AnyPage, name: string) => {
  const command = page.commands?.[name];
  if (!command) throw new Error(`the page has no command ${name}`);
  return command;
};

const progressOf = (deps: RuntimeDeps, seq: number): Desk['progress'] => {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_EVERY && done < total) return;
    toldAt = now;
    deps.dispatch([{ kind: 'officeProgress', seq, done, total }]);
  };
};
