import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POS } from '../support/built.ts';
import { freshDatabase } from '../support/database.ts';
import { openTerminal } from '../support/pty.ts';
import { type BenchTable, median, memoryOf, ms, percentile, timed, times } from './measure.ts';

type Environment = Readonly<Record<string, string>>;

const ends = (command: string, args: readonly string[], env: Environment = {}): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'ignore', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });

/** Left as a cashier leaves it: Node keeps the compiled code of a process that ends, not of one that is killed. */
const firstScreen = async (env: Environment): Promise<{ time: number; memory: number }> => {
  let memory = 0;
  let screen: ReturnType<typeof openTerminal> | undefined;
  const time = await timed(async () => {
    screen = openTerminal({ command: POS, env });
    await screen.waitFor('Iniciar sesión');
  });
  if (screen) {
    memory = memoryOf(screen.pid);
    screen.kill('SIGTERM');
    await screen.exited;
    await screen.dispose();
  }
  return { time, memory };
};

/** `node -e 0`, `pos --help` and the first screen of `pos`, in turns; what they keep of compiled code is theirs alone. */
export async function run({ rounds = 15 } = {}): Promise<BenchTable> {
  const database = await freshDatabase({ seed: 'demo' });
  const cache = mkdtempSync(join(tmpdir(), 'pos-bench-'));
  const kept = { ...database.env, XDG_CACHE_HOME: cache };
  const [floor, help, screens, fresh]: [number[], number[], number[], number[]] = [[], [], [], []];
  let memory = 0;
  try {
    for (let round = 0; round <= rounds; round++) {
      const [bare, words] = [
        await timed(() => ends(process.execPath, ['-e', '0'])),
        await timed(() => ends(POS, ['--help'], kept)),
      ];
      const screen = await firstScreen(kept);
      const first = await firstScreen({ ...kept, NODE_DISABLE_COMPILE_CACHE: '1' });
      if (round === 0) continue;
      floor.push(bare);
      help.push(words);
      screens.push(screen.time);
      fresh.push(first.time);
      memory = Math.max(memory, screen.memory);
    }
  } finally {
    rmSync(cache, { recursive: true, force: true });
    await database.close();
  }
  const row = (name: string, samples: number[]): (string | number)[] => [
    name,
    ms(median(samples)),
    ms(percentile(samples, 0.9)),
    times(median(samples) / median(floor)),
  ];
  return {
    title: 'Start',
    columns: ['command', 'p50 ms', 'p90 ms', 'of the floor'],
    rows: [
      row('node -e 0', floor),
      row('pos --help', help),
      row('pos, first screen (server running)', screens),
      row('pos, first screen, the first time after an update', fresh),
    ],
    note: `The till's process at its first screen: ${memory.toFixed(0)} MB.`,
  };
}
