import { isDatabaseFault } from '../../domain/database-fault.ts';
import type { PosError } from '../../domain/errors.ts';
import { faultText } from '../../i18n/index.ts';
import type { Reason } from '../command-ids.ts';
import { givesWay } from '../events.ts';
import { hintOf } from '../hints.ts';
import { keyLabel, keyOf } from '../key-labels.ts';
import { footerEntries } from '../keymap.ts';
import type { Look, Span } from '../look.ts';
import { scopeOf } from '../selectors.ts';
import type { Notice, State } from '../state.ts';
import { width, wrap } from '../text.ts';
import { readingText } from './student.ts';

/** The most rows that a sentence takes: its second one is the footer's last. */
const NOTICE_ROWS = 2;

/** Message and keys, three rows together: a sentence too long for its row takes one from the keys, never loses its end. */
export const footRows = (state: State, look: Look, columns: number): string[] => {
  const notice = noticeRows(state, look, columns);
  return [...notice, ...footerRows(state, look, columns, NOTICE_ROWS + 1 - notice.length)];
};

/** Why the open dialog refused, or what just happened. */
const noticeRows = (state: State, look: Look, columns: number): string[] => {
  const { dialog } = state;
  const inFront = ['payment', 'saving', 'approval', 'discount', 'park'].includes(scopeOf(state));
  const error = inFront && dialog && 'error' in dialog ? dialog.error : null;
  const told: Notice | null = error ? { tone: 'danger', error } : state.notice;
  const outage = outageNotice(state);
  const notice = outage && (told === null || givesWay(told)) ? outage : told;
  if (!notice) {
    const { reading } = state.desk;
    if (reading) return [look.row(columns, [[` ${readingText(reading, look)}`, 'accent']])];
    return hintRows(state, look, columns);
  }
  const { tone } = notice;
  const alert = tone === 'danger' || tone === 'warn';
  const lines = wrap(noticeText(notice, look), columns - (alert ? 4 : 2));
  const shown = [...lines.slice(0, NOTICE_ROWS - 1), lines.slice(NOTICE_ROWS - 1).join(' ')];
  return shown
    .filter((text, at) => at === 0 || text !== '')
    .map((text, at) => {
      const sign = alert ? `${at === 0 ? look.alert : ' '} ` : '';
      const row = look.row(columns, [
        [` ${sign}${text}`, tone === 'info' || tone === 'danger' ? 'plain' : tone],
      ]);
      return tone === 'danger' ? look.paint(row, 'alarm') : row;
    });
};

/** Stands for as long as the database is not to be had: why, where that can be mended, or that all goes on by itself. */
const outageNotice = ({ world: { outage } }: State): Notice | null => {
  if (!outage) return null;
  const mendable = outage.code !== 'BASE_DE_DATOS' || isDatabaseFault(outage.params.causa);
  return mendable ? { tone: 'danger', error: outage } : { tone: 'danger', say: 'offline', params: {} };
};

/** A first-use hint stands where a sentence would, until there is one; how to hide it is said where there is room. */
const hintRows = (state: State, look: Look, columns: number): string[] => {
  const hint = hintOf(state);
  if (hint === null) return [look.row(columns, [['']])];
  const dismiss = look.words.screen.hints.dismiss(keyOf('dismissHint', 'global', look.words));
  const lines = wrap(hint, columns - 2).slice(0, NOTICE_ROWS);
  return lines.map((text, at) => {
    const last = at === lines.length - 1;
    const fits = last && width(text) + width(dismiss) + 4 <= columns;
    return look.row(columns, [[` ${text}`, 'accent']], fits ? [[`${dismiss} `, 'dim']] : []);
  });
};

export const errorText = (error: PosError, look: Look): string => look.words.errors[error.code](error.params);

const noticeText = (notice: Notice, look: Look): string => {
  if ('error' in notice) return errorText(notice.error, look);
  if ('text' in notice) return notice.text;
  const words = look.words.screen;
  if (notice.say === 'disabled') return words.reasons[notice.params.reason as Reason];
  if (notice.say === 'printerFault') return faultText(look.words, String(notice.params.fault));
  return words.notices[notice.say](notice.params);
};

/** The keys that work now, the most needed first. */
const footerRows = (state: State, look: Look, columns: number, count: number): string[] => {
  const rows: Span[][] = Array.from({ length: count }, () => [['']]);
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
