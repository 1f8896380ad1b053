import type { PosError } from '../../domain/errors.ts';
import { faultText } from '../../i18n/index.ts';
import { keyLabel } from '../key-labels.ts';
import { footerEntries, type Reason } from '../keymap.ts';
import type { Look, Span } from '../look.ts';
import type { Notice, State } from '../state.ts';
import { width } from '../text.ts';

/** The message line: why the open dialog refused, or what just happened. */
export const noticeRow = (state: State, look: Look, columns: number): string => {
  const { dialog } = state;
  const error = dialog?.kind === 'payment' || dialog?.kind === 'approval' ? dialog.error : null;
  const notice: Notice | null = error ? { tone: 'danger', error } : state.notice;
  if (!notice) {
    const { reading } = state.desk;
    const text = reading ? look.words.screen.student.reading(reading.number) : '';
    return look.row(columns, [[` ${text}`, 'accent']]);
  }
  const text = noticeText(notice, look);
  switch (notice.tone) {
    case 'danger':
      return look.paint(look.row(columns, [[` ${look.alert} ${text}`]]), 'alarm');
    case 'warn':
      return look.row(columns, [
        [` ${look.alert} `, 'warn'],
        [text, 'warn'],
      ]);
    default:
      return look.row(columns, [[' '], [text, notice.tone === 'good' ? 'good' : 'plain']]);
  }
};

export const errorText = (error: PosError, look: Look): string => look.words.errors[error.code](error.params);

const noticeText = (notice: Notice, look: Look): string => {
  if ('error' in notice) return errorText(notice.error, look);
  const words = look.words.screen;
  if (notice.say === 'disabled') return words.reasons[notice.params.reason as Reason];
  if (notice.say === 'printerFault') return faultText(look.words, String(notice.params.fault));
  return words.notices[notice.say](notice.params);
};

/** Two rows with the keys that work now, the most needed first. */
export const footerRows = (state: State, look: Look, columns: number): string[] => {
  const rows: Span[][] = [[['']], [['']]];
  let at = 0;
  let used = 0;
  for (const entry of footerEntries(state)) {
    const key = keyLabel(entry.keys[0] ?? '', look.words);
    const label = ` ${look.words.screen.keys[entry.id]}  `;
    const more = width(key) + width(label) + 1;
    if (used + more > columns) {
      at += 1;
      used = 0;
    }
    const row = rows[at];
    if (!row) break;
    row.push([` ${key}`, 'accent'], [`${label.trimEnd()} `, 'plain']);
    used += more;
  }
  return rows.map((spans) => look.row(columns, spans));
};
