import type { Pixels } from '../../domain/photo.ts';
import type { Look } from '../look.ts';
import { studentRows } from '../panels/student.ts';
import type { State } from '../state.ts';
import { halfBlocks } from './half-blocks.ts';
import type { Colours } from './mode.ts';
import type { Place } from './protocols.ts';

/** The least window in which a photo leaves the sale its room. */
const LEAST = { columns: 100, rows: 28 } as const;
/** Rows of the window from which a photo is drawn large. */
const TALL = 44;
const ROWS = { small: 8, large: 12 } as const;
/** Header and rule, above the student's panel. */
const ABOVE = 2;

/** What was drawn of each picture: a photo is drawn once, not at each key. */
const drawn = new WeakMap<Pixels, Map<string, readonly string[]>>();

const blocksOf = (photo: Pixels, rows: number, colours: Colours): readonly string[] => {
  const known = drawn.get(photo) ?? new Map<string, readonly string[]>();
  drawn.set(photo, known);
  const name = `${rows} ${colours}`;
  const blocks = known.get(name) ?? halfBlocks(photo, rows, colours);
  known.set(name, blocks);
  return blocks;
};

/**
 * Rows of the photo beside the student in a panel `columns` wide; 0: none. What the child must not eat comes first: where
 * the photo would leave it too little room there is no photo.
 */
const photoHeight = (state: State, look: Look, columns: number): number => {
  const { world, desk, dialog } = state;
  if (!world.photos || !world.photo || world.photo.studentId !== desk.holder?.studentId) return 0;
  if (dialog?.kind === 'payment' || dialog?.kind === 'ticket') return 0;
  if (world.columns < LEAST.columns || world.rows < LEAST.rows) return 0;
  const rows = world.rows >= TALL ? ROWS.large : ROWS.small;
  const needed = studentRows(desk, look, columns - rows * 2 - 1, Number.MAX_SAFE_INTEGER).length;
  return needed <= rows ? rows : 0;
};

/** The student's panel with the photo at its right; null: there is none to show, or no room. */
export const photoPanel = (state: State, look: Look, columns: number): readonly string[] | null => {
  const { photos, photo } = state.world;
  const rows = photoHeight(state, look, columns);
  if (rows === 0 || !photos || !photo) return null;
  const room = columns - rows * 2 - 1;
  const text = studentRows(state.desk, look, room, rows);
  // A protocol draws over blank cells.
  const picture = photos.how === 'blocks' ? blocksOf(photo.picture, rows, photos.colours) : [];
  return Array.from(
    { length: rows },
    (_, at) => `${text[at] ?? ' '.repeat(room)} ${picture[at] ?? ' '.repeat(rows * 2)}`,
  );
};

/** Where a protocol is to draw the photo now; null: nowhere. `left` is the width of the student's panel. */
export const photoPlace = (state: State, look: Look, left: number): Place | null => {
  const rows = photoHeight(state, look, left);
  return rows === 0 ? null : { row: ABOVE, column: left - rows * 2, rows, columns: rows * 2 };
};
