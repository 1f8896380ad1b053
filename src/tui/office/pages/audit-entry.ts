import { authorize } from '../../../app/authorize.ts';
import { type AuditEntry, changesOf } from '../../../domain/audit.ts';
import type { Span } from '../../look.ts';
import { clean, cut, width } from '../../text.ts';
import { type Ask, page, type View } from '../page.ts';

/** Cells of the column's name. */
const NAME = 22;
const NARROWEST = 10;

const pad = (text: string, cells: number): string => text + ' '.repeat(Math.max(0, cells - width(text)));

/** A text in rows of so many cells. */
const inRows = (text: string, cells: number): string[] => {
  const rows: string[] = [];
  let row = '';
  for (const character of text) {
    if (width(row + character) > cells) {
      rows.push(row);
      row = '';
    }
    row += character;
  }
  return [...rows, row];
};

/** Before and after beside each other, only what changed. */
const changeRows = (entry: AuditEntry, ask: Ask): (readonly Span[])[] => {
  const t = ask.words.office.audit;
  const cells = Math.max(NARROWEST, Math.floor((ask.columns - NAME - 8) / 2));
  const row = (name: string, before: string, after: string, strong: boolean): readonly Span[] => [
    [pad(cut(name, NAME), NAME), strong ? 'strong' : 'accent'],
    [`  ${pad(before, cells)}`, strong ? 'strong' : 'dim'],
    [`  ${after}`, strong ? 'strong' : 'plain'],
  ];
  const changes = changesOf(entry).flatMap(({ column, before, after }) => {
    const left = inRows(clean(before ?? '—'), cells);
    const right = inRows(clean(after ?? '—'), cells);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
      row(at === 0 ? column : '', left[at] ?? '', right[at] ?? '', false),
    );
  });
  if (changes.length === 0) return [[[t.noChanges, 'dim']]];
  return [row(t.column, t.before, t.after, true), ...changes];
};

const entryView = (entry: AuditEntry, ask: Ask): View => {
  const t = ask.words.office.audit;
  const fact = (label: string, value: string): readonly Span[] => [[`${label}: `, 'dim'], [value]];
  return {
    kind: 'text',
    title: ask.words.office.titles.auditEntry,
    aside: String(entry.id),
    rows: [
      fact(t.columns.at, entry.at),
      fact(t.columns.person, entry.person ? `${entry.person} (${entry.login ?? ''})` : t.nobody),
      fact(t.columns.table, `${entry.table} ${entry.record}`),
      fact(t.columns.action, entry.action),
      fact(t.account, entry.account),
      [['']],
      ...changeRows(entry, ask),
    ],
  };
};

export const auditEntryPage = page<AuditEntry>({
  permission: 'audit.list',
  load: async ({ services, actor }, { id }) => {
    const allowed = authorize(actor, 'audit.list');
    return allowed.ok ? services.audit.show(Number(id)) : allowed;
  },
  view: entryView,
});
