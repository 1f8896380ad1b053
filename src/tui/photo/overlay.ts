import type { Look } from '../look.ts';
import { leftWidth } from '../panels/student.ts';
import type { State } from '../state.ts';
import type { Store } from '../store.ts';
import type { PhotoMode } from './mode.ts';
import { photoPlace } from './panel.ts';
import { blankCells, itermPicture, kittyErase, kittyPicture, type Place, sixelAt } from './protocols.ts';
import { touches } from './touches.ts';

/** Milliseconds without a frame until a picture is drawn: it never stands in the way of a key. */
const QUIET_MS = 40;
/** Pixels of a cell that every terminal has at least; a sixel picture made for them never leaves its cells. */
const CELL = { width: 8, height: 16 } as const;

interface Overlay {
  /** What Ink just wrote: where it wrote over the picture this is drawn again. */
  readonly afterFrame: (frame: string) => void;
  /** Something changed: a picture that goes is erased before Ink writes there. */
  readonly changed: () => void;
  readonly close: () => void;
}

interface OverlayDeps {
  readonly write: (bytes: string) => void;
  readonly get: () => State;
  readonly look: Look;
  readonly mode: PhotoMode;
}

interface Shown {
  readonly photo: NonNullable<State['world']['photo']>;
  readonly place: Place;
}

const samePlace = (a: Place, b: Place): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;

const drawing = async ({ photo, place }: Shown, how: PhotoMode['how']): Promise<string> => {
  const { png } = photo.picture;
  if (!png) return '';
  if (how === 'kitty') return kittyPicture(png, place);
  if (how === 'iterm') return itermPicture(png, place);
  const [{ sixelOf }, { pixelsOfPng }, { resized }] = await Promise.all([
    import('./sixel.ts'),
    import('./png.ts'),
    import('./resize.ts'),
  ]);
  const side = Math.min(place.columns * CELL.width, place.rows * CELL.height);
  return sixelAt(sixelOf(resized(pixelsOfPng(png), side)), place);
};

/**
 * Draws the photo with a terminal's own protocol beside what Ink writes: after its frames, in cells that Ink leaves
 * blank, with the cursor back where Ink left it.
 */
export const makeOverlay = ({ write, get, look, mode }: OverlayDeps): Overlay => {
  let shown: Shown | null = null;
  let dirty = false;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  const wanted = (): Shown | null => {
    const state = get();
    const place = state.pane === 'sale' && state.help === null ? visiblePlace(state) : null;
    return place && state.world.photo ? { photo: state.world.photo, place } : null;
  };
  const visiblePlace = (state: State): Place | null =>
    state.session.kind === 'open' ? photoPlace(state, look, leftWidth(state.world.columns)) : null;

  const erase = (): void => {
    if (!shown) return;
    write(mode.how === 'kitty' ? kittyErase() : blankCells(shown.place));
    shown = null;
  };

  const draw = async (): Promise<void> => {
    timer = null;
    const next = wanted();
    if (!next || (shown && !dirty)) return;
    const bytes = await drawing(next, mode.how);
    const still = wanted();
    if (closed || still?.photo !== next.photo || !samePlace(still.place, next.place)) return;
    dirty = false;
    shown = next;
    write(bytes);
  };

  const later = (): void => {
    if (timer) clearTimeout(timer);
    // A picture that cannot be drawn is not worth a crash in the middle of a sale.
    timer = setTimeout(() => void draw().catch(() => {}), QUIET_MS);
  };

  return {
    changed: () => {
      const next = wanted();
      if (shown && (!next || next.photo !== shown.photo || !samePlace(next.place, shown.place))) erase();
      if (next && !shown) later();
    },
    afterFrame: (frame) => {
      if (mode.how === 'kitty' || !shown || !touches(frame, shown.place)) return;
      dirty = true;
      later();
    },
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
      erase();
    },
  };
};

/** The overlay of a screen whose terminal has a protocol for pictures; null where half blocks do, or nothing. */
export const overlayFor = (
  store: Store,
  look: Look,
  mode: PhotoMode | null,
  stdout: Pick<NodeJS.WriteStream, 'write'>,
): Overlay | null => {
  if (!mode || mode.how === 'blocks') return null;
  const overlay = makeOverlay({ write: (bytes) => void stdout.write(bytes), get: store.get, look, mode });
  // Before React's own subscription: what goes is erased before Ink writes there.
  store.subscribe(overlay.changed);
  return overlay;
};
