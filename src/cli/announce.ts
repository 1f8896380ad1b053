import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import pkg from '../../package.json' with { type: 'json' };
import { ANNOUNCE_MS, announceTill, dismissTill } from '../adapters/db/open-tills.ts';
import type { Opened } from './opened.ts';

/** Milliseconds that a program that ends waits for a database that may be gone. */
const GOODBYE_MS = 1_000;

/**
 * Says now and then that this program sells, so that an upgrade waits for it. It is worth no failure: where the database is gone
 * nothing is sold either. Ends with the program, or with what is returned.
 */
export const announceSelling = ({ store, config }: Opened): (() => Promise<void>) => {
  const process = randomUUID();
  const { till } = store;
  const announce = (): void => {
    announceTill(till, { process, till: config.till, program: pkg.version, host: hostname() }).catch(
      () => {},
    );
  };
  announce();
  const timer = setInterval(announce, ANNOUNCE_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    const tooLong = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
    await Promise.race([dismissTill(till, process).catch(() => {}), tooLong]);
  };
};
