import { openTerminal } from '../support/pty.ts';
import { bundleProgram } from './bundle.ts';
import { type BenchTable, memoryOf } from './measure.ts';

/** Memory of the sale screen after some work, by size of the catalogue. */
export async function run(): Promise<BenchTable> {
  const { file, remove } = await bundleProgram('test/bench/till-program.ts');
  const rows: (string | number)[][] = [];
  try {
    for (const products of [5_000, 100_000]) {
      const till = openTerminal({ command: process.execPath, args: [file, String(products)] });
      await till.waitFor('Contraseña');
      till.type('cajero');
      till.press('tab');
      till.type('cajero-demo');
      till.press('enter');
      await till.waitFor('CARRITO', 'the sale screen', 120_000);
      for (let i = 0; i < 200; i++) {
        till.type('galle');
        for (let j = 0; j < 5; j++) till.press('backspace');
      }
      till.type('zz');
      await till.waitFor('zz');
      rows.push([`${products} products`, memoryOf(till.pid).toFixed(0)]);
      await till.dispose();
    }
  } finally {
    remove();
  }
  return { title: "Memory of the till's process", columns: ['catalogue', 'MB'], rows };
}
