import type { KeyEntry } from '../../key-entry.ts';
import type { State } from '../../state.ts';
import { actOf, fieldOf, frontOf, viewOf } from '../view.ts';

/** Space marks where there is something to mark, and is a character elsewhere. */
function onMark(state: State): boolean {
  const frame = frontOf(state);
  const view = viewOf(state);
  if (!frame || view?.kind !== 'form') return false;
  return ['flag', 'many'].includes(fieldOf(frame, view)?.kind ?? '');
}

/** What all lists, all forms and all texts share. */
export const SHARED_KEYS: readonly KeyEntry[] = [
  { id: 'open', keys: ['enter'], scope: 'list', footer: 0, when: (s) => actOf(s, 'open') !== null },
  { id: 'up', keys: ['up'], scope: ['list', 'text', 'picker'] },
  { id: 'down', keys: ['down'], scope: ['list', 'text', 'picker'] },
  { id: 'pageUp', keys: ['pageup'], scope: ['list', 'text', 'picker'] },
  { id: 'pageDown', keys: ['pagedown'], scope: ['list', 'text', 'picker'] },
  { id: 'firstRow', keys: ['home'], scope: ['list', 'text'] },
  { id: 'lastRow', keys: ['end'], scope: ['list', 'text'] },
  { id: 'erase', keys: ['backspace'], scope: 'list' },
  { id: 'save', keys: ['f4', 'f12'], scope: 'form', footer: 0 },
  { id: 'accept', keys: ['enter'], scope: 'form' },
  { id: 'accept', keys: ['enter'], scope: 'picker', footer: 2 },
  { id: 'nextField', keys: ['tab', 'down'], scope: 'form', footer: 16 },
  { id: 'previousField', keys: ['up'], scope: 'form' },
  { id: 'left', keys: ['left'], scope: 'form' },
  { id: 'right', keys: ['right'], scope: 'form' },
  { id: 'lineStart', keys: ['home'], scope: 'form' },
  { id: 'lineEnd', keys: ['end'], scope: 'form' },
  { id: 'erase', keys: ['backspace'], scope: 'form' },
  { id: 'eraseAhead', keys: ['delete'], scope: 'form' },
  { id: 'eraseField', keys: ['ctrl-u'], scope: 'form' },
  { id: 'mark', keys: [' '], scope: 'form', footer: 15, when: onMark },
  { id: 'mark', keys: [' '], scope: 'picker', footer: 1 },
  { id: 'erase', keys: ['backspace'], scope: 'picker' },
  { id: 'back', keys: ['escape'], scope: ['list', 'form', 'text', 'picker'], footer: 18 },
  { id: 'toSale', keys: ['f11', 'ctrl-g'], scope: ['list', 'form', 'text'], footer: 19 },
];
