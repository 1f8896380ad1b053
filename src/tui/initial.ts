import { EMPTY_CART } from '../domain/cart.ts';
import { buildIndex } from '../domain/search.ts';
import type { Till } from '../domain/user.ts';
import type { Messages } from '../i18n/index.ts';
import { EMPTY_OFFICE } from './office/state.ts';
import type { PhotoMode } from './photo/mode.ts';
import type { Desk, History, Printing, SecretForm, State } from './state.ts';

export const EMPTY_FORM: SecretForm = {
  login: '',
  secret: '',
  focus: 'login',
  busy: false,
  seq: 0,
  error: null,
  waitUntil: 0,
};

export const EMPTY_DESK: Desk = {
  holder: null,
  cart: EMPTY_CART,
  line: 0,
  acks: [],
  discountGrant: null,
  text: '',
  results: [],
  choice: -1,
  undo: null,
  done: null,
  reading: null,
};

export const EMPTY_HISTORY: History = {
  day: '',
  rows: [],
  loading: false,
  seq: 0,
  text: '',
  choice: 0,
  open: null,
  offset: 0,
};

export const EMPTY_PRINTING: Printing = { jobs: [], loading: false, seq: 0, choice: 0 };

export const initialState = (start: {
  till: Till;
  demo: boolean;
  words: Messages;
  now: number;
  columns: number;
  rows: number;
  photos?: PhotoMode | null;
}): State => ({
  till: start.till,
  demo: start.demo,
  world: {
    now: start.now,
    lastKeyAt: start.now,
    columns: start.columns,
    rows: start.rows,
    shop: null,
    shopBusy: false,
    shopAskedAt: 0,
    shopDoubted: false,
    catalogue: {
      index: buildIndex([]),
      frequent: [],
      mark: null,
      busy: false,
      askedAt: 0,
    },
    database: 'waiting',
    outage: null,
    printer: null,
    photos: start.photos ?? null,
    photo: null,
    parked: null,
    parkedAskedAt: 0,
    invoiceHours: null,
    invoicesAskedAt: 0,
    seq: 0,
  },
  session: { kind: 'out', form: EMPTY_FORM },
  desk: EMPTY_DESK,
  pane: 'sale',
  office: EMPTY_OFFICE,
  hints: { login: null, seen: null },
  words: start.words,
  history: EMPTY_HISTORY,
  printing: EMPTY_PRINTING,
  dialog: null,
  question: null,
  help: null,
  notice: null,
  trail: [],
});
