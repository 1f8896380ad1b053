import type { Look, Span } from '../../look.ts';
import { cutStart } from '../../text.ts';
import type { Column, ListView, Row } from '../page.ts';
import type { Frame } from '../state.ts';
import { selectedAt } from '../view.ts';

/** Mark of the selected row and the space before it. */
const MARGIN = 3;
/** Search line and heads. */
const HEAD_ROWS = 2;
const LEAST_REST = 6;

/** What is left of the width after the fixed columns is shared by the others. */
const widthsOf = (columns: readonly Column[], total: number): readonly number[] => {
  const fixed = columns.reduce((all, { width }) => all + (width === 'rest' ? 0 : width), 0);
  const rests = columns.filter(({ width }) => width === 'rest').length;
  const room = total - MARGIN - columns.length - fixed;
  const share = rests === 0 ? 0 : Math.max(LEAST_REST, Math.floor(room / rests));
  let spare = Math.max(0, room - share * rests);
  return columns.map(({ width }) => {
    if (width !== 'rest') return width;
    const more = spare;
    spare = 0;
    return share + more;
  });
};

const cellsOf = (look: Look, view: ListView, widths: readonly number[], cells: readonly string[]): string =>
  view.columns
    .map(({ align }, at) => {
      const text: readonly Span[] = [[cells[at] ?? '']];
      const room = widths[at] ?? 0;
      return align === 'right' ? look.row(room, [], text) : look.row(room, text);
    })
    .join(' ');

const searchRow = (frame: Frame, view: ListView, look: Look, columns: number, place: string): string => {
  const words = look.words.office.menu;
  if (view.search === false) return look.row(columns, [['']], [[place, 'dim']]);
  return look.row(
    columns,
    [
      [` ${words.search} ${look.mark} `, 'accent'],
      [cutStart(frame.text, 40), 'strong'],
      [' ', 'cursor'],
      [frame.text === '' ? ` ${words.searchHint}` : '', 'dim'],
    ],
    [[place, 'dim']],
  );
};

/** A list: search line, heads, rows around the selected one. */
export const listRows = (
  frame: Frame,
  view: ListView,
  look: Look,
  columns: number,
  height: number,
): string[] => {
  const words = look.words.office.menu;
  const room = Math.max(1, height - HEAD_ROWS);
  const chosen = selectedAt(frame, view);
  const count = view.rows.length;
  const middle = chosen >= 0 ? chosen : Math.min(frame.at, count - 1);
  const first = Math.max(0, Math.min(middle - Math.floor(room / 2), count - room));
  const marks = `${first > 0 ? ' ↑' : ''}${first + room < count ? ' ↓' : ''}`;
  const at = chosen >= 0 ? words.place(chosen + 1, count) : String(count);
  const place = count > 0 ? `${at}${marks} ` : '';
  const widths = widthsOf(view.columns, columns);
  const heads = cellsOf(
    look,
    view,
    widths,
    view.columns.map(({ title }) => title),
  );
  const line = (row: Row, below: number): string => {
    const selected = first + below === chosen;
    const text = `${selected ? ` ${look.mark} ` : '   '}${cellsOf(look, view, widths, row.cells)}`;
    if (selected) return look.paint(look.row(columns, [[text]]), 'selected');
    return look.row(columns, [[text, row.style ?? 'plain']]);
  };
  const body =
    count > 0
      ? view.rows.slice(first, first + room).map(line)
      : [look.row(columns, [[` ${frame.text === '' ? view.empty : words.noneFound}`, 'dim']])];
  return [searchRow(frame, view, look, columns, place), look.row(columns, [[`   ${heads}`, 'dim']]), ...body];
};
