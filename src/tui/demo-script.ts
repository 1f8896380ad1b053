import type { Messages } from '../i18n/index.ts';
import { Decoder } from './keys/decode.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

export type DemoScreen = keyof Messages['demo']['screens'];

/** What is done at the counter, one gesture after another. */
type Gesture =
  | { readonly type: string }
  | { readonly scan: string }
  | { readonly press: keyof typeof BYTES }
  /** The screen must say so before the next gesture, as a cashier would look. */
  | { readonly until: (state: State) => boolean }
  /** A screen worth a look. */
  | { readonly show: DemoScreen };

/** What a terminal sends for the keys that the script presses. */
const BYTES = { enter: '\r', tab: '\t', f3: '\x1bOR', f4: '\x1bOS', f9: '\x1b[20~' } as const;

/** Milliseconds between two typed letters and two of a scanner, on the script's own clock. */
const HAND_MS = 90;
const SCANNER_MS = 2;
const WAIT_MS = 30_000;

const inPayment = (step: string) => (state: State) =>
  state.dialog?.kind === 'payment' && state.dialog.step === step && state.dialog.uuid !== null;

const SCRIPT: readonly Gesture[] = [
  { until: (state) => state.world.shop !== null && state.world.catalogue.mark !== null },
  { type: 'cajero' },
  { press: 'tab' },
  { show: 'signIn' },
  { type: 'cajero-demo' },
  { press: 'enter' },
  { until: (state) => state.session.kind === 'open' },
  { show: 'empty' },
  { scan: '00203' },
  { until: (state) => state.desk.holder !== null },
  { show: 'card' },
  { type: '2*coca' },
  { show: 'search' },
  { press: 'enter' },
  { type: 'sandw' },
  { press: 'enter' },
  { type: 'leche choc' },
  { press: 'enter' },
  { show: 'restriction' },
  { press: 'f9' },
  { show: 'cart' },
  { press: 'f4' },
  { until: inPayment('method') },
  { type: '1' },
  { type: '10000' },
  { press: 'enter' },
  { type: '2' },
  { press: 'enter' },
  { type: 'TRF-20451' },
  { press: 'enter' },
  { until: inPayment('confirm') },
  { show: 'mixed' },
  { press: 'enter' },
  { until: (state) => state.desk.done !== null },
  { show: 'done' },
  { press: 'f3' },
  { until: (state) => state.dialog?.kind === 'ticket' && state.dialog.sale !== null },
  { show: 'ticket' },
];

export interface DemoPace {
  /** Waits, in milliseconds of the wall clock; 0 is as fast as it goes. */
  readonly letter: number;
  readonly screen: number;
  readonly onScreen?: (screen: DemoScreen, state: State) => void;
}

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

/** Resolves when the state satisfies; rejects when nothing does for half a minute. */
const reached = (store: Store, satisfies: (state: State) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      if (!satisfies(store.get())) return;
      clearTimeout(timer);
      leave();
      resolve();
    };
    const timer = setTimeout(() => {
      leave();
      reject(new Error('the demonstration waited in vain for the next screen'));
    }, WAIT_MS);
    const leave = store.subscribe(look);
    look();
  });

/** Plays the sale on a running screen, through the same decoder that reads a keyboard and a scanner. */
export const playSale = async (store: Store, pace: DemoPace): Promise<void> => {
  const decoder = new Decoder();
  let clock = 0;
  const send = (text: string, gapMs: number): void => {
    clock += gapMs;
    store.dispatch(decoder.push(Buffer.from(text), clock));
  };
  for (const gesture of SCRIPT) {
    if ('until' in gesture) await reached(store, gesture.until);
    else if ('press' in gesture) send(BYTES[gesture.press], 10 * HAND_MS);
    else if ('scan' in gesture) for (const letter of `${gesture.scan}\r`) send(letter, SCANNER_MS);
    else if ('type' in gesture)
      for (const letter of gesture.type) {
        send(letter, HAND_MS);
        await pause(pace.letter);
      }
    else {
      pace.onScreen?.(gesture.show, store.get());
      await pause(pace.screen);
    }
  }
};
