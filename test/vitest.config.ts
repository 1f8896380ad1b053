import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Some read all sources, some draw hundreds of frames: seconds where the machine has other work. */
const BUSY = 30_000;

export default defineConfig({
  root,
  test: {
    // Most tests wait for a database, a terminal or a clock: beside each other they take two thirds of the time.
    maxWorkers: 2,
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: BUSY } },
      {
        extends: true,
        test: { name: 'frame', include: ['test/frame/**/*.test.{ts,tsx}'], testTimeout: BUSY },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['test/db/**/*.test.ts'],
          globalSetup: ['test/support/server.global.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pty',
          include: ['test/pty/**/*.test.ts'],
          globalSetup: ['test/support/server.global.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
