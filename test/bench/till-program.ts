import type { CatalogueMark } from '../../src/app/ports.ts';
import { runTerminal } from '../../src/tui/main.tsx';
import { fakeCatalogue } from '../support/fake-products.ts';
import { fakePrinter, fakeServices } from '../support/fakes.ts';
import { messages } from '../support/words.ts';

/*
 * The real sale screen on a catalogue of as many products as the first argument says, and no database: a key does not
 * reach one either.
 */
const products = fakeCatalogue(Number(process.argv[2] ?? 5_000));
process.exitCode = await runTerminal({
  services: {
    ...fakeServices(),
    catalogue: {
      load: async () => ({ products, mark: '0' as CatalogueMark }),
      changesSince: async (mark) => ({ products: [], mark }),
    },
  },
  printer: fakePrinter(),
  messages: messages('es'),
  till: { id: 1, code: '001', name: 'Caja 1' },
  settings: { theme: 'dark', demo: true, ascii: false },
});
