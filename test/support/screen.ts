import type { SignedIn } from '../../src/app/ports.ts';
import { ok } from '../../src/domain/result.ts';
import type { CardHolder } from '../../src/domain/student.ts';
import type { Effect, Event } from '../../src/tui/events.ts';
import { initialState } from '../../src/tui/initial.ts';
import type { KeyEvent, KeyName } from '../../src/tui/keys/types.ts';
import type { State } from '../../src/tui/state.ts';
import { update } from '../../src/tui/update.ts';
import { CASHIER, MARK, PRODUCTS, SHOP } from './fakes.ts';
import { messages } from './words.ts';

/** Noon of 9 January 2026 at the store. */
export const NOON = Date.UTC(2026, 0, 9, 15);

/** `f4`, `ctrl-k`, `enter`; one character is typed. */
export const key = (name: string, repeat = false): KeyEvent => {
  if ([...name].length === 1) return { kind: 'char', text: name };
  const ctrl = name.startsWith('ctrl-');
  return {
    kind: 'key',
    name: (ctrl ? name.slice(5) : name) as KeyName,
    ctrl,
    alt: false,
    shift: false,
    repeat,
  };
};

/** The screen driven as plain functions: events in, the state and the effects asked for out. */
export class Driver {
  state: State;
  effects: Effect[] = [];

  constructor(columns = 80, rows = 24) {
    this.state = initialState({
      till: { id: 1, code: '001', name: 'Caja 1' },
      demo: true,
      words: messages('es'),
      now: NOON,
      columns,
      rows,
    });
  }

  send(...events: Event[]): this {
    for (const event of events) {
      const step = update(this.state, event);
      this.state = step.state;
      this.effects.push(...step.effects);
    }
    return this;
  }

  press(...names: string[]): this {
    return this.send(...names.map((name) => key(name)));
  }

  type(text: string): this {
    return this.send(...[...text].map((character) => key(character)));
  }

  /** As a wedge scanner does: its characters arrive first, its end says that it was a scan. */
  scan(text: string): this {
    return this.type(text).send({ kind: 'scan', text, typed: text.length });
  }

  /** The last effect of a kind; fails when it was never asked for. */
  last<K extends Effect['kind']>(kind: K): Extract<Effect, { kind: K }> {
    const found = this.effects.findLast((effect) => effect.kind === kind);
    if (!found) throw new Error(`no effect ${kind} among ${this.effects.map((one) => one.kind).join()}`);
    return found as Extract<Effect, { kind: K }>;
  }

  count(kind: Effect['kind']): number {
    return this.effects.filter((effect) => effect.kind === kind).length;
  }

  /** The store, its catalogue and a signed-in cashier. */
  opened(user: SignedIn = CASHIER): this {
    this.send({ kind: 'tick', now: NOON });
    this.send({ kind: 'shop', shop: SHOP });
    this.send({ kind: 'catalogue', changes: { products: PRODUCTS, mark: MARK }, whole: true });
    this.type(user.login).press('enter').type('secreto').press('enter');
    const { seq } = this.last('signIn');
    return this.send({ kind: 'signedIn', seq, result: ok(user) });
  }

  /** A card scanned and read. */
  card(holder: CardHolder): this {
    this.scan(holder.cardNumber);
    const { seq, number } = this.last('findCard');
    return this.send({ kind: 'card', seq, number, result: ok(holder) });
  }

  /** Opens payment and gives it its identity. */
  pay(uuid = 'uuid-1'): this {
    this.press('f4');
    return this.send({ kind: 'saleId', seq: this.last('makeSaleId').seq, uuid });
  }
}
