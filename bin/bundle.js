// How the program is bundled: shared by the build and by the benchmarks, which measure what is shipped.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './stamp.js';

const CACHE = JSON.stringify(join(ROOT, 'src/tui/frame-cache.ts'));

const behindMemory = (real) =>
  `import real from ${real}; import { remembered } from ${CACHE}; export default remembered(real);`;

/** What Ink computes again at each key, behind a memory for what has not changed: see src/tui/frame-cache.ts. */
const REMEMBERED = [
  {
    name: './output.js',
    within: /[\\/]ink[\\/]build[\\/]/,
    wrap: (real) => `
      import * as styled from '@alcalzone/ansi-tokenize';
      import Output from ${real};
      import { cachedOutput } from ${CACHE};
      export default cachedOutput(Output, styled);`,
  },
  { name: './sanitize-ansi.js', within: /[\\/]ink[\\/]build[\\/]/, wrap: behindMemory },
  { name: 'widest-line', within: /[\\/]ink[\\/]build[\\/]/, wrap: behindMemory },
  {
    name: 'string-width',
    within: /./,
    // Read when a text first needs it: its tables and expressions are a tenth of a start.
    wrap: (real) => `
      import { quickWidth } from ${CACHE};
      export default quickWidth((text, options) => require(${real}).default(text, options));`,
  },
];

/** Beside the module that is behind it, so that what it imports is looked for there. */
const MARK = '?remembered=';

const remember = () => {
  const used = new Set();
  return {
    name: 'remember',
    resolveId: {
      filter: { id: /^(\.\/output\.js|\.\/sanitize-ansi\.js|widest-line|string-width)$/ },
      async handler(path, importer = '') {
        const one = REMEMBERED.find(({ name, within }) => name === path && within.test(importer));
        if (!one || importer.includes(MARK)) return null;
        const real = await this.resolve(path, importer, { skipSelf: true });
        used.add(path);
        return real && `${real.id}${MARK}${path}`;
      },
    },
    load: {
      filter: { id: /\?remembered=/ },
      handler(id) {
        const [real, path] = id.split(MARK);
        const one = REMEMBERED.find(({ name }) => name === path);
        return { code: one.wrap(JSON.stringify(real)), moduleType: 'js' };
      },
    },
    // A new Ink may be made of other files: better no build than a slow one that nobody notices.
    buildEnd(error) {
      const lost = REMEMBERED.filter(({ name }) => !used.has(name)).map(({ name }) => name);
      if (!error && lost.length > 0) this.error(`Ink does not import ${lost.join(', ')} any more`);
    },
  };
};

/**
 * Yoga reads its own WebAssembly, which is part of its text, through `fetch`; without one it decodes it at once. With it
 * Node loads all of its HTTP client, for nothing.
 */
const withoutFetch = {
  name: 'without-fetch',
  transform: {
    filter: { id: /yoga-wasm-base64-esm\.js$/ },
    handler: (code) => ({ code: `const fetch = undefined;\n${code}` }),
  },
};

/** MySQL's error names, 4,000 assignments at every start, as one text that is read when the first one is wanted. */
const errorNames = {
  name: 'error-names',
  load: {
    filter: { id: /mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/ },
    handler: (path) => `let names;
      const read = () => JSON.parse(${JSON.stringify(JSON.stringify(createRequire(path)(path)))});
      module.exports = new Proxy({}, { get: (_, code) => (names ??= read())[code] });`,
  },
};

const ASCII_ONLY = 'const printableAscii = /^[ -~]*$/u;';

/** Ink measures a changed row letter by letter unless it is ASCII; the screen's lines and accents are as simple. */
const simpleRows = {
  name: 'simple-rows',
  transform: {
    filter: { id: /ink[\\/]build[\\/]line-update\.js$/ },
    handler(code) {
      if (!code.includes(ASCII_ONLY)) this.error('Ink measures changed rows otherwise now');
      return { code: code.replace(ASCII_ONLY, `import { SINGLE as printableAscii } from ${CACHE};`) };
    },
  },
};

/**
 * Of Node's own modules each of ours takes the names that it uses. An `import` reads every name that there is, also those
 * that Node loads a dozen more modules for: a fifth of `pos --help`.
 */
const nodeNames = {
  name: 'node-names',
  resolveId: {
    // `node:module` is asked for by Rolldown's own code, which stands before all others.
    filter: { id: /^node:(?!module$)/ },
    handler: (path, importer, { kind }) =>
      kind === 'import-statement' ? `\0names-of-${path}?for=${importer}` : null,
  },
  load: {
    filter: { id: /^\0names-of-/ },
    handler(id) {
      const [path] = id.replace('\0names-of-', '').split('?');
      const names = Object.keys(process.getBuiltinModule(path)).filter((name) => /^[a-z_]\w*$/i.test(name));
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})();`);
      return {
        code: `const all = process.getBuiltinModule('${path}'); export default all;\n${lines.join('\n')}`,
        moduleType: 'js',
      };
    },
  },
};

/** For Rolldown: what makes a key and a start quick. */
export const quick = () => ({
  plugins: [remember(), withoutFetch, errorNames, simpleRows, nodeNames],
  transform: {
    target: 'node24',
    jsx: 'react-jsx',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    inject: { 'Intl.Segmenter': [join(ROOT, 'src/tui/quick-segmenter.ts'), 'QuickSegmenter'] },
  },
});
