import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import type { ReadStream } from 'node:tty';
import * as nodePty from '@lydell/node-pty';
import { type Paper, paperReader } from './printer-escpos.ts';

/** What a simulated printer can be told to suffer. Byte counts are of the ticket, after its ESC @. */
export interface Trouble {
  readonly paperOut?: boolean;
  readonly coverOpen?: boolean;
  /** Answers nothing at all: off, or a one-way cable. */
  readonly silent?: boolean;
  /** Answers DLE EOT but not GS r after a ticket. */
  readonly neverConfirms?: boolean;
  /** Does not know GS r at all. */
  readonly ignoresOrdered?: boolean;
  /** Answers with bytes that are no status: the wrong speed. */
  readonly garbage?: boolean;
  /** Takes no more bytes after so many. */
  readonly stopsReadingAfter?: number;
  /** The plug is pulled after so many. */
  readonly unpluggedAfter?: number;
  /** The paper ends after so many: offline, and what follows waits in its memory. */
  readonly paperEndsAfter?: number;
  /** An answer to an earlier ticket's GS r is still to come, and comes first. */
  readonly owesAnswer?: boolean;
  /** Sends an unasked status before the answer to GS r. */
  readonly automaticStatus?: boolean;
}

export interface SimulatedPrinter {
  /** As the setting says it: `serial:/dev/pts/3` or `tcp://127.0.0.1:40123`. */
  setting: string;
  readonly paper: Paper;
  trouble: Trouble;
  /** Paper is put in or the cover closed: what waits in its memory is printed. */
  readonly recover: () => void;
  readonly dispose: () => Promise<void>;
}

interface Port {
  readonly reply: (bytes: readonly number[]) => void;
  readonly stopReading: () => void;
  readonly unplug: () => void;
}

const ANSWERS = { printer: 0x12, offline: 0x12, error: 0x12, paper: 0x12 };

/**
 * A printer's behaviour over any port: real-time questions are answered at once, everything else in order. Written from
 * the printer's side of the protocol, with nothing of the program under test.
 */
const simulate = (paper: Paper, trouble: () => Trouble, port: () => Port) => {
  let held: number[] = [];
  let ticketBytes = 0;
  let inTicket = false;
  let ended = false;
  const offline = (): boolean => ended || trouble().paperOut === true || trouble().coverOpen === true;

  const realTime = (n: number): void => {
    const now = trouble();
    if (now.silent) return;
    if (now.garbage) {
      port().reply([0xff, 0xe0, 0x83]);
      return;
    }
    const noPaper = ended || now.paperOut === true;
    const status = { ...ANSWERS };
    if (offline()) status.printer |= 0x08;
    if (now.coverOpen) status.offline |= 0x04;
    if (noPaper) {
      status.offline |= 0x20;
      status.paper |= 0x60;
    }
    const byte = [0, status.printer, status.offline, status.error, status.paper][n];
    if (byte !== undefined) port().reply([byte]);
  };

  const ordered = (): void => {
    const now = trouble();
    const afterTicket = ticketBytes > 0;
    inTicket = false;
    ticketBytes = 0;
    if (now.silent || now.garbage || now.ignoresOrdered) return;
    if (now.neverConfirms && afterTicket) return;
    if (now.owesAnswer && !afterTicket) {
      port().reply([0x00]);
      setTimeout(() => port().reply([0x00]), 20);
      return;
    }
    if (now.automaticStatus) port().reply([0x14, 0x00, 0x00, 0x0f]);
    port().reply([0x00]);
  };

  const read = paperReader(paper, {
    initialised: () => {
      inTicket = true;
      ticketBytes = 0;
    },
    askedInOrder: ordered,
  });

  /** One byte in order. False: the port takes no more. */
  const take = (byte: number): boolean => {
    if (offline()) {
      held.push(byte);
      return true;
    }
    read(byte);
    if (!inTicket) return true;
    ticketBytes += 1;
    const now = trouble();
    if (ticketBytes === now.paperEndsAfter) ended = true;
    if (ticketBytes === now.unpluggedAfter) {
      port().unplug();
      return false;
    }
    if (ticketBytes === now.stopsReadingAfter) {
      port().stopReading();
      return false;
    }
    return true;
  };

  let dleAt = 0;
  let stopped = false;
  return {
    feed: (bytes: Uint8Array): void => {
      for (const byte of bytes) {
        if (stopped) return;
        // DLE EOT n is taken out of the stream before everything else, also while the printer is offline.
        if (dleAt === 0 && byte === 0x10) dleAt = 1;
        else if (dleAt === 1 && byte === 0x04) dleAt = 2;
        else if (dleAt === 2) {
          realTime(byte);
          dleAt = 0;
        } else {
          const wasDle = dleAt === 1;
          dleAt = 0;
          stopped = (wasDle && !take(0x10)) || !take(byte);
        }
      }
    },
    recover: (): void => {
      ended = false;
      const waiting = held;
      held = [];
      for (const byte of waiting) take(byte);
    },
    reconnected: (): void => {
      stopped = false;
      dleAt = 0;
    },
  };
};

interface OpenPty {
  readonly _master: ReadStream;
  readonly _slave: ReadStream;
  readonly _fd: number;
  readonly _pty: string;
}

/** node-pty can open a bare pair, which its types do not say. */
const openPair = (): OpenPty =>
  (nodePty as unknown as { open(options: object): OpenPty }).open({ cols: 80, rows: 24, encoding: null });

/** A printer on a real serial line: a pair of pseudo-terminals whose other end the program opens as its port. */
export const serialPrinter = (initial: Trouble = {}): SimulatedPrinter => {
  const pair = openPair();
  // A device file is used as it is; a real one is no terminal.
  const raw = spawnSync('stty', ['-F', pair._pty, 'raw', '-echo']);
  if (raw.status !== 0) throw new Error(`stty: ${raw.stderr}`);
  // The far end stays open between two tickets; without this the near end would see a hang-up each time.
  const keep = openSync(pair._pty, constants.O_RDWR | constants.O_NOCTTY);
  let open = true;
  pair._slave.on('error', () => {});
  pair._slave.destroy();
  pair._master.on('error', () => {});
  const unplug = (): void => {
    if (!open) return;
    open = false;
    closeSync(keep);
    pair._master.destroy();
  };
  const paper: Paper = { rows: [], bytes: [], pulses: 0, cuts: 0, codes: [], symbols: [] };
  const printer = {
    setting: `serial:${pair._pty}`,
    paper,
    trouble: initial,
    recover: () => behaviour.recover(),
    dispose: async () => unplug(),
  };
  const behaviour = simulate(
    paper,
    () => printer.trouble,
    () => ({
      reply: (bytes) => {
        if (open) writeSync(pair._fd, Buffer.from(bytes));
      },
      stopReading: () => pair._master.pause(),
      unplug,
    }),
  );
  pair._master.on('data', (bytes: Buffer) => behaviour.feed(bytes));
  return printer;
};

/** The same printer behind TCP, as on port 9100. */
export const networkPrinter = async (initial: Trouble = {}): Promise<SimulatedPrinter> => {
  const paper: Paper = { rows: [], bytes: [], pulses: 0, cuts: 0, codes: [], symbols: [] };
  let socket: Socket | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    socket = incoming;
    sockets.add(incoming);
    behaviour.reconnected();
    incoming.on('error', () => {});
    incoming.on('close', () => sockets.delete(incoming));
    incoming.on('data', (bytes) => behaviour.feed(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const printer = {
    setting: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paper,
    trouble: initial,
    recover: () => behaviour.recover(),
    dispose: async () => {
      for (const one of sockets) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const behaviour = simulate(
    paper,
    () => printer.trouble,
    () => ({
      reply: (bytes) => void socket?.write(Buffer.from(bytes)),
      stopReading: () => void socket?.pause(),
      unplug: () => void socket?.resetAndDestroy(),
    }),
  );
  return printer;
};
