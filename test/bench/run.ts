import { cpus } from 'node:os';
import { ensureBuilt } from '../support/built.ts';
import { startTestServer } from '../support/server.ts';
import { type BenchTable, markdown } from './measure.ts';

/*
 * `npm run bench`: every benchmark, or those named, e.g. `npm run bench -- sale keys`. Each measures its floor in the
 * same run; machines are shared and noisy, so read the ratios.
 */
const BENCHES: Record<string, () => Promise<BenchTable>> = {
  sale: async () => (await import('./sale.bench.ts')).run(),
  serve: async () => (await import('./serve.bench.ts')).run(),
  keys: async () => (await import('./keys.bench.ts')).run(),
  start: async () => (await import('./start.bench.ts')).run(),
  search: async () => (await import('./search.bench.ts')).run(),
  import: async () => (await import('./import.bench.ts')).run(),
  invoice: async () => (await import('./invoice.bench.ts')).run(),
  report: async () => (await import('./report.bench.ts')).run({ small }),
  backup: async () => (await import('./backup.bench.ts')).run({ small }),
  memory: async () => (await import('./memory.bench.ts')).run(),
};

const small = process.argv.includes('--small');
const wanted = process.argv.slice(2).filter((name) => name !== '--small');
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

ensureBuilt();
const stop = await startTestServer({ onDisk: true });
try {
  const machine = cpus();
  console.log(
    `${machine[0]?.model ?? 'unknown processor'}, ${machine.length} cores, Node ${process.versions.node}\n`,
  );
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`measuring: ${name}…`);
    console.log(markdown(await bench()));
  }
} finally {
  await stop();
}
