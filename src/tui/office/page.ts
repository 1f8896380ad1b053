import type { Services } from '../../app/services.ts';
import type { UndoQuestion } from '../../app/undo-invoice.ts';
import type { PosError } from '../../domain/errors.ts';
import type { ParkedSale } from '../../domain/parked.ts';
import type { Permission } from '../../domain/permissions.ts';
import type { Result } from '../../domain/result.ts';
import type { Served } from '../../domain/student.ts';
import type { Actor, Till } from '../../domain/user.ts';
import type { Messages } from '../../i18n/index.ts';
import type { CommandId } from '../command-ids.ts';
import type { Span, Style } from '../look.ts';
import type { PageId } from './ids.ts';

/*
 * The back office is made of pages, each a small object of plain functions: what it reads, what it shows and what can be
 * done there. One reducer moves through all of them, one painter draws them, one runtime reads and acts.
 */

/** What a page is about: an id, a filter. Plain values, so that a page can be opened again as it was. */
export type Params = Readonly<Record<string, string | number | boolean | null>>;

export interface PageRef {
  readonly page: PageId;
  readonly params?: Params;
}

/** What reading and acting need. `grant`: the approval that was given for this very act, if any. */
export interface Desk {
  readonly services: Services;
  readonly actor: Actor;
  readonly till: Till;
  readonly grant: number | null;
  readonly words: Messages;
  /** Tells how far a long work has come. */
  readonly progress: (done: number, total: number) => void;
}

/** What the page is asked to draw itself from, besides its data. */
export interface Ask {
  readonly params: Params;
  readonly words: Messages;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Typed into a list's search line. */
  readonly text: string;
  /** Present values of a form's fields. */
  readonly values: Values;
  readonly columns: number;
  /** Whether a page is there and the person may open it; the screen always tells. */
  readonly opens?: (page: PageId) => boolean;
  /** A sale is in progress: there is something in its cart. */
  readonly selling?: boolean;
}

export type Values = Readonly<Record<string, string>>;

/** What an act came to. */
export interface Done {
  /** A sentence for the message line. */
  readonly say?: string;
  /** Where to go: back to the page below (the default after a form), stay and read again (after a list), or on. */
  readonly next?: 'back' | 'reload' | 'home' | PageRef;
  /** A parked sale was taken back: it goes into the cart, which the page made sure is empty. */
  readonly recalled?: ParkedSale;
  /** Who comes to the desk; a cart of somebody else's asks first whose it is. */
  readonly served?: Served;
  /** A print job was stored: the printer is called. */
  readonly printed?: boolean;
  /** What becomes of the invoice of what came back: asked next. */
  readonly settles?: UndoQuestion;
  /** What was typed into the search line has done its work. */
  readonly clear?: boolean;
  /** The row of the list in front that is selected then: what was just made. */
  readonly choose?: string | number;
}

/** What a key, a scan or a form leads to. */
export type Act =
  /** `instead`: the page makes room, Escape then leads to where it was opened. */
  | { readonly go: PageRef; readonly instead?: true }
  | { readonly back: true }
  | {
      /** A name in the page's `commands`. */
      readonly do: string;
      readonly input?: unknown;
      /** Asked first, to be answered with F9: for what hurts. */
      readonly confirm?: string;
      /** What a manager on the spot may approve when the role is not enough, and how the routine names the act. */
      readonly approve?: {
        readonly permission: Permission;
        readonly reference: string;
        readonly about: string;
      };
    }
  /** Why the key does nothing now. */
  | { readonly disabled: string };

interface Common {
  readonly title: string;
  /** At the right of the title: counts, totals. */
  readonly aside?: string;
  /** Lines between title and body. */
  readonly note?: readonly (readonly Span[])[];
  /** What the page's keys do now; a key of the table that is not here is not offered. */
  readonly actions?: Partial<Readonly<Record<CommandId, Act>>>;
  /** What a scan means here; absent: it is refused aloud (in a form it fills the field). */
  readonly scan?: (code: string) => Act;
}

export interface Column {
  readonly title: string;
  /** Cells; `rest` shares what is left. */
  readonly width: number | 'rest';
  readonly align?: 'right';
}

export interface Row {
  /** Unique in the list: the selection follows it when the list is read again. */
  readonly id: string | number;
  readonly cells: readonly string[];
  readonly style?: Style;
  /** What keys do on this row, before the page's own `actions`. `open` is Enter. */
  readonly actions?: Partial<Readonly<Record<CommandId, Act>>>;
}

export interface ListView extends Common {
  readonly kind: 'list';
  readonly columns: readonly Column[];
  /** Already filtered by `ask.text`; `matching` in rows.ts does it. */
  readonly rows: readonly Row[];
  /** Said when there are no rows: why, and which key begins. */
  readonly empty: string;
  /** False: no search line, typed characters are keys only. */
  readonly search?: boolean;
}

export type Field = {
  readonly id: string;
  readonly label: string;
  /** Below the field while it has the keys. */
  readonly hint?: string;
  /** What it holds when the form opens. */
  readonly value: string;
  readonly required?: boolean;
} & (
  | { readonly kind: 'text' | 'secret'; readonly most?: number }
  /** Digits only; `money` shows its points. */
  | { readonly kind: 'digits' | 'money'; readonly most?: number }
  /** One of several: left and right, or its first letter. */
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  /** Any of several, as `a,b`: Space opens the list of them. */
  | { readonly kind: 'many'; readonly options: readonly Option[] }
  /** `1` or `0`: Space. */
  | { readonly kind: 'flag' }
);

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A field that is wrong, and why. */
export interface Wrong {
  readonly wrong: string;
  readonly error: PosError;
}

export interface FormView extends Common {
  readonly kind: 'form';
  readonly fields: readonly Field[];
  /** Lines under the fields, e.g. change to be given, made of `ask.values`. */
  readonly below?: readonly (readonly Span[])[];
  /** Pure: what saving leads to, or the first field that is wrong. */
  readonly submit: (values: Values) => Act | Wrong;
}

export interface TextView extends Common {
  readonly kind: 'text';
  readonly rows: readonly (readonly Span[])[];
}

export type View = ListView | FormView | TextView;

export interface Page<Data> {
  /** Who may open it; the routines and use cases check again. */
  readonly permission: Permission;
  /** Ids for what is sent once (uuid) are made here, so that sending again sends the same. */
  readonly load: (desk: Desk, params: Params) => Promise<Result<Data>>;
  readonly view: (data: Data, ask: Ask) => View;
  /** What is done, by name; the only place that calls use cases. */
  readonly commands?: Readonly<Record<string, (desk: Desk, input: never) => Promise<Result<Done>>>>;
  /** Reads again so often while it is in front. */
  readonly everySeconds?: number;
  /** The typed text is part of the question: it is put into `params.text` and the page read again. */
  readonly searchesOutside?: boolean;
  /** First-use hint, shown until the person has used the page. */
  readonly hint?: (words: Messages) => string;
}

/** Takes its data's type away, for the registry. */
// biome-ignore lint/suspicious/noExplicitAny: each page knows its own data; the registry holds them all
export type AnyPage = Page<any>;
export const page = <Data>(one: Page<Data>): AnyPage => one;
