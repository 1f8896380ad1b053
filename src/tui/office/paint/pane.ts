import type { Look, Span } from '../../look.ts';
import { approvalRows } from '../../panels/approval.ts';
import { questionRows } from '../../panels/question.ts';
import type { State } from '../../state.ts';
import { clean, cut, width } from '../../text.ts';
import type { TextView, View } from '../page.ts';
import type { Busy, Frame } from '../state.ts';
import { frontOf, viewOf } from '../view.ts';
import { formRows } from './form.ts';
import { lineRow, lineRows } from './line.ts';
import { listRows } from './list.ts';

const BAR = 40;
/** Cells that the right side of a title may always have. */
const LEAST_ASIDE = 12;

/** The page in front of the back office: title, what it says of itself, its body, and what goes on behind it. */
export const officePane = (state: State, look: Look, columns: number, height: number): string[] => {
  const frame = frontOf(state);
  if (!frame) return [];
  const view = viewOf(state);
  const title = titleRow(state, view, look, columns);
  if (state.question) return [title, ...questionRows(state, state.question, look, columns)];
  if (state.dialog?.kind === 'approval')
    return [title, look.row(columns, [['']]), ...approvalRows(state.dialog, look, columns)];
  const note = (view?.note ?? []).flatMap((spans) => lineRows(look, columns, spans));
  const room = height - 2 - note.length;
  const body = view ? bodyRows(frame, view, look, columns, room) : waitRows(frame, look, columns);
  const blank = Array<string>(Math.max(0, room - body.length)).fill(look.row(columns, [['']]));
  return [title, ...note, ...body.slice(0, room), ...blank, lastRow(state, look, columns)];
};

const titleRow = (state: State, view: View | null, look: Look, columns: number): string => {
  const { titles } = look.words.office;
  const below = state.office.frames.slice(0, -1).map(({ page }) => `${titles[page]} ${look.mark} `);
  const front = frontOf(state);
  const title = view?.title ?? (front ? titles[front.page] : '');
  const reading = front?.loading && front.data ? `${look.words.office.menu.reading} ` : '';
  const path = ` ${below.join('')}`;
  // The right side may hold a name of any length: where the page is comes first.
  const room = Math.max(LEAST_ASIDE, columns - width(path) - width(title) - 2);
  const aside = view?.aside ? `${cut(clean(view.aside), room, look.ascii ? '~' : '…')} ` : reading;
  return look.row(
    columns,
    [
      [path, 'dim'],
      [title, 'strong'],
    ],
    [[aside, 'dim']],
  );
};

const bodyRows = (frame: Frame, view: View, look: Look, columns: number, height: number): string[] => {
  switch (view.kind) {
    case 'list':
      return listRows(frame, view, look, columns, height);
    case 'form':
      return [look.row(columns, [['']]), ...formRows(frame, view, look, columns, height - 1)];
    case 'text':
      return textRows(frame, view, look, columns, height);
  }
};

const textRows = (frame: Frame, view: TextView, look: Look, columns: number, height: number): string[] => {
  const first = Math.max(0, Math.min(frame.offset, view.rows.length - height));
  const shown = view.rows.slice(first, first + height).map((spans) => lineRow(look, columns, spans));
  const hidden = view.rows.length - first - height;
  if (hidden <= 0) return shown;
  const more = look.words.screen.cart.below(hidden + 1);
  return [...shown.slice(0, -1), look.row(columns, [[` ${more}`, 'accent']])];
};

const waitRows = (frame: Frame, look: Look, columns: number): string[] => {
  const words = look.words.office.menu;
  const text = frame.error ? look.words.errors[frame.error.code](frame.error.params) : words.reading;
  return [look.row(columns, [['']]), look.row(columns, [[` ${text}`, frame.error ? 'warn' : 'accent']])];
};

/** What goes on: an act under way and how far it is, or the sale that waits behind the pages. */
const lastRow = (state: State, look: Look, columns: number): string => {
  const words = look.words.office.menu;
  const { busy } = state.office;
  if (busy) return look.row(columns, [[` ${words.working} `, 'accent'], ...progressSpans(busy, look)]);
  const units = state.desk.cart.lines.reduce((all, line) => all + line.quantity, 0);
  const open = units > 0 || state.desk.holder !== null;
  return look.row(columns, [[open ? ` ${words.cartKept(units)}` : '', 'dim']]);
};

const progressSpans = ({ progress }: Busy, look: Look): Span[] => {
  if (!progress || progress.total <= 0) return [];
  const share = Math.max(0, Math.min(1, progress.done / progress.total));
  const full = Math.round(share * BAR);
  const [on, off] = look.ascii ? ['#', '.'] : ['█', '░'];
  return [
    [`${on.repeat(full)}${off.repeat(BAR - full)}`, 'accent'],
    [` ${Math.floor(share * 100)} %  ${progress.done}/${progress.total}`],
  ];
};
