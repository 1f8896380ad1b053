import { ensureBuilt } from './built.ts';
import { startTestServer } from './server.ts';

interface Shared {
  users: number;
  stop: Promise<() => Promise<void>>;
}

/** Both projects that need a server load this file, each its own copy: the one server is kept where both see it. */
const holder = globalThis as typeof globalThis & { __cantinaTestServer?: Shared };

export const setup = async (): Promise<void> => {
  holder.__cantinaTestServer ??= { users: 0, stop: startTestServer() };
  holder.__cantinaTestServer.users += 1;
  try {
    ensureBuilt();
    await holder.__cantinaTestServer.stop;
  } catch (error) {
    await teardown();
    throw error;
  }
};

export const teardown = async (): Promise<void> => {
  const shared = holder.__cantinaTestServer;
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  delete holder.__cantinaTestServer;
  await (await shared.stop)();
};
