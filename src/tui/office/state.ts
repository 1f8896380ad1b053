import type { PosError } from '../../domain/errors.ts';
import type { KeyEvent } from '../keys/types.ts';
import type { PageId } from './ids.ts';
import type { Act, Params, Values } from './page.ts';
import type { PageSet } from './pages/page-set.ts';

/** What is being written into a form. */
export interface FormState {
  readonly values: Values;
  /** As the form opened: what differs would be lost. */
  readonly initial: Values;
  /** Field that has the keys, and the cursor in it, in characters from its beginning. */
  readonly focus: string;
  readonly cursor: number;
  /** Nothing was typed since the field got the keys: a scan replaces what it held. */
  readonly fresh: boolean;
  /** Field that was found wrong. */
  readonly wrong: string | null;
  /** An amount that was begun with a sign: it is none until it is erased, lest -5 become 5. */
  readonly signed?: string | null | undefined;
  /** Option under the hand in the open list of a field that takes several; null: closed. */
  readonly picking: number | null;
  /** Letters typed to find an option, and the option that was chosen (its value or its place) before the first one. */
  readonly sought: { readonly text: string; readonly from: string | number } | null;
}

/** One page that is open. The last of the frames is in front. */
export interface Frame {
  readonly page: PageId;
  readonly params: Params;
  /** What was read; null until the first answer. */
  readonly data: { readonly value: unknown } | null;
  readonly loading: boolean;
  /** The question that is awaited. */
  readonly seq: number;
  /** The typed text changed while a question was under way: the newest is asked next. */
  readonly again: boolean;
  readonly readAt: number;
  /** Why reading failed. */
  readonly error: PosError | null;
  /** The search line. */
  readonly text: string;
  /** Selected row by its id, and where it was: a row that is gone leaves nothing chosen, the arrows go on from there. */
  readonly choice: string | number | null;
  readonly at: number;
  /** First line shown of a text. */
  readonly offset: number;
  readonly form: FormState | null;
}

/** A command of a page, as an act names it. */
export type Doing = Extract<Act, { readonly do: string }>;

/** An act under way: no other begins before it is answered. */
export interface Busy {
  readonly act: Doing;
  readonly page: PageId;
  readonly seq: number;
  readonly progress: { readonly done: number; readonly total: number } | null;
}

export interface Office {
  /** Null until first opened: the sale must not wait for them. */
  readonly pages: PageSet | null;
  readonly frames: readonly Frame[];
  readonly busy: Busy | null;
  /** Typed before the page in front was read; nothing of it is lost. */
  readonly ahead: readonly KeyEvent[];
  /** Asks a question about what the page shows, as soon as that has been read again. */
  readonly asking: KeyEvent | null;
  /** Waits for a manager's approval. */
  readonly waiting: Doing | null;
  /** Whose pages these are, by the person's id. */
  readonly owner: number | null;
  /** The pane that comes back after the last page. */
  readonly from: 'sale' | 'history' | 'printing';
}

export const EMPTY_OFFICE: Office = {
  pages: null,
  frames: [],
  busy: null,
  ahead: [],
  asking: null,
  waiting: null,
  owner: null,
  from: 'sale',
};

export const newFrame = (page: PageId, params: Params = {}): Frame => ({
  page,
  params,
  data: null,
  loading: false,
  seq: 0,
  again: false,
  readAt: 0,
  error: null,
  text: '',
  choice: null,
  at: 0,
  offset: 0,
  form: null,
});
