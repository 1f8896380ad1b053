// How the program is bundled: shared by the build and by the benchmarks, which measure what is shipped.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './stamp.js';

const CACHE = JSON.stringify(join(ROOT, 'src/tui/frame-cache.ts'));

/** What Ink computes again at each key, behind a memory for what has not changed: see src/tui/frame-cache.ts. */
const REMEMBERED = [
  {
    name: 'output',
    filter: /^\.\/output\.js$/,
    within: /[\\/]ink[\\/]build[\\/]/,
    wrap: (real) => `
      import * as styled from '@alcalzone/ansi-tokenize';
      import Output from ${real};
      import { cachedOutput } from ${CACHE};
      export default cachedOutput(Output, styled);`,
  },
  {
    name: 'sanitize-ansi',
    filter: /^\.\/sanitize-ansi\.js$/,
    within: /[\\/]ink[\\/]build[\\/]/,
    wrap: (real) =>
      `import real from ${real}; import { remembered } from ${CACHE}; export default remembered(real);`,
  },
  {
    name: 'widest-line',
    filter: /^widest-line$/,
    within: /[\\/]ink[\\/]build[\\/]/,
    wrap: (real) =>
      `import real from ${real}; import { remembered } from ${CACHE}; export default remembered(real);`,
  },
  {
    name: 'string-width',
    filter: /^string-width$/,
    within: /./,
    // Read when a text first needs it: its tables and expressions are a tenth of a start.
    wrap: (real) => `
      import { quickWidth } from ${CACHE};
      export default quickWidth((text, options) => require(${real}).default(text, options));`,
  },
];

const remember = {
  name: 'remember',
  setup(build) {
    const used = new Set();
    for (const { name, filter, within, wrap } of REMEMBERED) {
      const namespace = `remembered-${name}`;
      build.onResolve({ filter }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === namespace || !within.test(importer)) return undefined;
        const { path: real, errors } = await build.resolve(path, { resolveDir, kind, pluginData: namespace });
        if (errors.length > 0) return { errors };
        used.add(name);
        return { path: real, namespace };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: wrap(JSON.stringify(path)),
        resolveDir: dirname(path),
      }));
    }
    // A new Ink may be made of other files: better no build than a slow one that nobody notices.
    build.onEnd(() => {
      const lost = REMEMBERED.filter(({ name }) => !used.has(name)).map(({ name }) => name);
      return lost.length === 0
        ? {}
        : { errors: [{ text: `Ink does not import ${lost.join(', ')} any more` }] };
    });
  },
};

/**
 * Yoga reads its own WebAssembly, which is part of its text, through `fetch`; without one it decodes it at once. With it
 * Node loads all of its HTTP client, for nothing.
 */
const withoutFetch = {
  name: 'without-fetch',
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: `const fetch = undefined;\n${readFileSync(path, 'utf8')}`,
      loader: 'js',
    }));
  },
};

/** MySQL's error names, 4,000 assignments at every start, as one text that is read when the first one is wanted. */
const errorNames = {
  name: 'error-names',
  setup(build) {
    build.onLoad({ filter: /mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/ }, ({ path }) => ({
      contents: `let names;
        const read = () => JSON.parse(${JSON.stringify(JSON.stringify(createRequire(path)(path)))});
        module.exports = new Proxy({}, { get: (_, code) => (names ??= read())[code] });`,
      loader: 'js',
    }));
  },
};

const ASCII_ONLY = 'const printableAscii = /^[ -~]*$/u;';

/** Ink measures a changed row letter by letter unless it is ASCII; the screen's lines and accents are as simple. */
const simpleRows = {
  name: 'simple-rows',
  setup(build) {
    build.onLoad({ filter: /ink[\\/]build[\\/]line-update\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(ASCII_ONLY))
        return { errors: [{ text: 'Ink measures changed rows otherwise now' }] };
      return {
        contents: text.replace(ASCII_ONLY, `import { SINGLE as printableAscii } from ${CACHE};`),
        loader: 'js',
      };
    });
  },
};

/** For esbuild: what makes a key and a start quick. */
export const quick = {
  plugins: [remember, withoutFetch, errorNames, simpleRows],
  inject: [join(ROOT, 'bin/lazy-segmenter.js')],
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    'Intl.Segmenter': 'LazySegmenter',
  },
};
