import { spawn } from 'node:child_process';
import { POS } from '../support/built.ts';
import { freshDatabase } from '../support/database.ts';
import { openTerminal } from '../support/pty.ts';
import { type BenchTable, median, memoryOf, ms, percentile, timed, times } from './measure.ts';

const ends = (command: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });

const firstScreen = async (env: Record<string, string>): Promise<{ time: number; memory: number }> => {
  let memory = 0;
  let screen: ReturnType<typeof openTerminal> | undefined;
  const time = await timed(async () => {
    screen = openTerminal({ command: POS, env });
    await screen.waitFor('Iniciar sesión');
  });
  if (screen) {
    memory = memoryOf(screen.pid);
    await screen.dispose();
  }
  return { time, memory };
};

/** `node -e 0`, `pos --help` and the first screen of `pos`, in turns. */
export async function run({ rounds = 15 } = {}): Promise<BenchTable> {
  const database = await freshDatabase({ seed: 'demo' });
  const [floor, help, screens]: [number[], number[], number[]] = [[], [], []];
  let memory = 0;
  try {
    for (let round = 0; round <= rounds; round++) {
      const [bare, words] = [
        await timed(() => ends(process.execPath, ['-e', '0'])),
        await timed(() => ends(POS, ['--help'])),
      ];
      const screen = await firstScreen(database.env);
      if (round === 0) continue;
      floor.push(bare);
      help.push(words);
      screens.push(screen.time);
      memory = Math.max(memory, screen.memory);
    }
  } finally {
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
    ],
    note: `The till's process at its first screen: ${memory.toFixed(0)} MB.`,
  };
}
