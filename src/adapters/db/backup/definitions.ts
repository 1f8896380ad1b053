import { COLLATION } from '../../../../migrations/modes.ts';
import type { Ask } from './session.ts';

/** One routine, trigger or view, as it is made anew on any server and by any account. */
export interface Definition {
  readonly kind: 'FUNCTION' | 'PROCEDURE' | 'TRIGGER' | 'VIEW';
  readonly name: string;
  readonly sql: string;
}

export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** `DEFINER=` names an account that another server does not have; whoever makes it anew is its definer. */
const withoutDefiner = (sql: string): string =>
  sql.replace(
    /^(CREATE\s+(?:ALGORITHM=\w+\s+)?)DEFINER\s*=\s*(?:`(?:[^`]|``)*`|\S+?)@(?:`(?:[^`]|``)*`|\S+)\s+/i,
    '$1',
  );

/** Views and defaults name their database where they call a function: they must work under any name. */
const withoutDatabase = (sql: string, database: string): string => sql.replaceAll(`${quoted(database)}.`, '');

/** How one server shows what the other knows under another name or not at all, put so that both understand it. */
const portable = (sql: string): string =>
  sql
    .replace(/\bregexp_like\((`(?:[^`]|``)*`),((?:_utf8mb4)?'(?:[^'\\]|\\.|'')*')\)/g, '($1 regexp $2)')
    .replace(/\butf8mb4_(0900|uca1400)_\w+/g, COLLATION)
    .replace(/_utf8mb4\\'((?:[^'\\]|\\[^'])*)\\'/g, "'$1'")
    .replace(/ \/\*!\d+ [^*]*\*\//g, '');

/** `CREATE TABLE` with its keys and checks. */
export const tableDefinition = async (ask: Ask, table: string): Promise<string> => {
  const [row = {}] = await ask(`SHOW CREATE TABLE ${quoted(table)}`);
  return portable(String(row['Create Table']));
};

const routineDefinitions = async (
  ask: Ask,
  kind: 'FUNCTION' | 'PROCEDURE',
): Promise<readonly Definition[]> => {
  const names = await ask(
    `SELECT ROUTINE_NAME AS name FROM information_schema.ROUTINES
     WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE = '${kind}' ORDER BY ROUTINE_NAME`,
  );
  const title = kind === 'FUNCTION' ? 'Create Function' : 'Create Procedure';
  const definitions: Definition[] = [];
  for (const row of names) {
    const name = String(row.name);
    const [shown = {}] = await ask(`SHOW CREATE ${kind} ${quoted(name)}`);
    // An account that may call a routine need not be allowed to read it.
    if (typeof shown[title] !== 'string') throw Object.assign(new Error(name), { code: 'ER_ROUTINE_HIDDEN' });
    definitions.push({ kind, name, sql: withoutDefiner(shown[title]) });
  }
  return definitions;
};

const triggerDefinitions = async (ask: Ask): Promise<readonly Definition[]> => {
  // Several of one table and event run in the order in which they were made.
  const names = await ask(
    `SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
     ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER`,
  );
  const definitions: Definition[] = [];
  for (const row of names) {
    const name = String(row.name);
    const [shown = {}] = await ask(`SHOW CREATE TRIGGER ${quoted(name)}`);
    definitions.push({ kind: 'TRIGGER', name, sql: withoutDefiner(String(shown['SQL Original Statement'])) });
  }
  return definitions;
};

/** A view that reads another one comes after it. */
const inOrder = (views: readonly Definition[]): readonly Definition[] => {
  const ordered: Definition[] = [];
  const visit = (view: Definition, above: readonly Definition[]): void => {
    if (ordered.includes(view) || above.includes(view)) return;
    for (const other of views)
      if (other !== view && view.sql.includes(quoted(other.name))) visit(other, [...above, view]);
    ordered.push(view);
  };
  for (const view of views) visit(view, []);
  return ordered;
};

const viewDefinitions = async (ask: Ask, database: string): Promise<readonly Definition[]> => {
  const names = await ask(
    'SELECT TABLE_NAME AS name FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME',
  );
  const definitions: Definition[] = [];
  for (const row of names) {
    const name = String(row.name);
    const [shown = {}] = await ask(`SHOW CREATE VIEW ${quoted(name)}`);
    const sql = withoutDatabase(withoutDefiner(String(shown['Create View'])), database);
    definitions.push({ kind: 'VIEW', name, sql: portable(sql) });
  }
  return inOrder(definitions);
};

/** Everything of the current database but its tables, in an order in which it can be made. */
export const definitionsOf = async (ask: Ask): Promise<readonly Definition[]> => {
  const [row = {}] = await ask('SELECT DATABASE() AS name');
  return [
    ...(await routineDefinitions(ask, 'FUNCTION')),
    ...(await routineDefinitions(ask, 'PROCEDURE')),
    ...(await triggerDefinitions(ask)),
    ...(await viewDefinitions(ask, String(row.name))),
  ];
};
