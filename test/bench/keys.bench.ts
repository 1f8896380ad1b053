import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { bundleProgram } from './bundle.ts';
import { type BenchTable, markdown, ms, percentile } from './measure.ts';

/** So long without output, and a frame is over; longer than any pause inside a scan too. */
const QUIET_MS = 40;
const PATIENCE_MS = 1000;

/** The least that a key can cost: a program in raw mode that writes back what it reads. */
const RAW_ECHO =
  'process.stdin.setRawMode(true);process.stdout.write("listo\\r\\n");process.stdin.on("data",(d)=>process.stdout.write(d.map((b)=>b<32||b>126?46:b)))';

/** A cashier at work: names typed, results walked, products added, mistakes taken back. */
const KEYS = [
  ...'galle',
  ...['down', 'down', 'up', 'enter'],
  ...'coco',
  ...['backspace', 'backspace', 'backspace', 'backspace'],
  ...'jug fru',
  ...['down', 'enter'],
  ...'agau',
  // Not Escape: alone it is told by the 50 ms after it.
  ...['backspace', 'backspace', 'backspace', 'backspace'],
];

const quiet = async (terminal: TestTerminal): Promise<void> => {
  for (;;) {
    const rest = QUIET_MS - (performance.now() - terminal.traffic().lastAt);
    if (rest <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
};

/** The first output from now on, or the patience to say that there is none. */
const firstOutput = (terminal: TestTerminal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      leave();
      clearTimeout(timer);
      resolve();
    };
    const leave = terminal.onData(done);
    const timer = setTimeout(done, PATIENCE_MS);
  });

interface Samples {
  readonly times: number[];
  readonly bytes: number[];
}

/** From writing a key to the last byte of what it changed; keys that change nothing are not counted. */
const pressAll = async (terminal: TestTerminal, keys: readonly string[]): Promise<Samples> => {
  const samples: Samples = { times: [], bytes: [] };
  for (const key of keys) {
    await quiet(terminal);
    const before = terminal.traffic().bytes;
    const answered = firstOutput(terminal);
    const from = performance.now();
    terminal.press(key);
    await answered;
    await quiet(terminal);
    const after = terminal.traffic();
    if (after.bytes === before) continue;
    samples.times.push(after.lastAt - from);
    samples.bytes.push(after.bytes - before);
  }
  return samples;
};

const repeated = (times: number): string[] => Array.from({ length: times }, () => KEYS).flat();

const row = (name: string, { times, bytes }: Samples): (string | number)[] => [
  name,
  ms(percentile(times, 0.5)),
  ms(percentile(times, 0.99)),
  Math.round(percentile(bytes, 0.5)),
  times.length,
];

const typed = async (terminal: TestTerminal, text: string): Promise<void> => {
  for (const character of text) {
    terminal.type(character);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
};

const signIn = async (terminal: TestTerminal): Promise<void> => {
  await terminal.waitFor('Contraseña');
  await typed(terminal, 'cajero');
  terminal.press('tab');
  await typed(terminal, 'cajero-demo');
  await quiet(terminal);
  terminal.press('enter');
  await terminal.waitFor('CARRITO', 'the sale screen', 120_000);
};

const measure = async (
  file: string,
  cols: number,
  rows: number,
  rounds: number,
): Promise<(string | number)[][]> => {
  const results: (string | number)[][] = [];
  const echo = openTerminal({ command: process.execPath, args: ['-e', RAW_ECHO], cols, rows });
  await echo.waitFor('listo');
  await pressAll(echo, KEYS);
  results.push(row(`raw echo, ${cols}x${rows}`, await pressAll(echo, repeated(rounds))));
  await echo.dispose();
  for (const products of [5_000, 100_000]) {
    const till = openTerminal({ command: process.execPath, args: [file, String(products)], cols, rows });
    await signIn(till);
    await pressAll(till, KEYS);
    results.push(row(`till, ${cols}x${rows}, ${products} products`, await pressAll(till, repeated(rounds))));
    await till.dispose();
  }
  return results;
};

/** Key to last byte, over a pseudo-terminal, beside the floor in the same run. */
export async function run({ rounds = 10 } = {}): Promise<BenchTable> {
  const { file, remove } = await bundleProgram('test/bench/till-program.ts');
  try {
    const rows = [...(await measure(file, 80, 24, rounds)), ...(await measure(file, 200, 50, rounds))];
    return {
      title: 'From a key to the last byte of the screen that answers it',
      columns: ['Screen', 'p50 ms', 'p99 ms', 'bytes per key', 'keys'],
      rows,
    };
  } finally {
    remove();
  }
}

if (import.meta.main) console.log(markdown(await run()));
