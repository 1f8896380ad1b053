// How the program is bundled: shared by the build and by the benchmarks, which measure what is shipped.
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
    wrap: (real) =>
      `import real from ${real}; import { quickWidth } from ${CACHE}; export default quickWidth(real);`,
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

export const plugins = [remember];
