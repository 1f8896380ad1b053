import type { PrintFault } from '../../domain/print-fault.ts';
import { PAPER_STATUS_IN_ORDER, realTimeStatus } from './escpos/commands.ts';
import { DeviceFault, type Line } from './line.ts';
import { faultOf, orderedSaysNoPaper, type Reply, replyReader, type StatusBytes } from './status.ts';

/** All in milliseconds. */
export interface Timing {
  readonly open: number;
  /** For one answer to DLE EOT. */
  readonly status: number;
  /** For the answer to GS r before the ticket: whatever an earlier one left in the printer comes first. */
  readonly settle: number;
  /** Of silence, after which no older answer is still to come. */
  readonly quiet: number;
  /** Without a single byte taken: the port is blocked. */
  readonly stall: number;
  /** For the answer to GS r after the last byte, besides the time that the bytes need on the line. */
  readonly confirm: number;
  readonly close: number;
}

export const TIMING: Timing = {
  open: 8_000,
  status: 1_500,
  settle: 4_000,
  quiet: 100,
  stall: 5_000,
  confirm: 10_000,
  close: 2_000,
};

/** Bytes handed over at once: small enough that progress is seen at 9600 baud. */
const CHUNK = 256;

/** Milliseconds between questions after the cause while a confirmation is awaited. */
const ASK_AGAIN = 1_000;

export const LATE = Symbol('late');

/** The promise's value, or LATE after so many milliseconds. */
export const within = async <T>(promise: Promise<T>, milliseconds: number): Promise<T | typeof LATE> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Questions to a printer over an open line. Every method rejects with DeviceFault when the device goes away. */
export interface Dialogue {
  /** DLE EOT 1 to 4: the cause why it cannot print, or null. SIN_RESPUESTA or RESPUESTA_INVALIDA without an answer. */
  readonly check: () => Promise<PrintFault | null>;
  /** GS r before the ticket: proves that it is answered, and that nothing earlier is still to come. */
  readonly settle: () => Promise<PrintFault | null>;
  readonly send: (bytes: Buffer, progress: (sent: number) => void) => Promise<void>;
  /** GS r after the ticket. null: everything before it has been printed. */
  readonly confirm: (milliseconds: number) => Promise<PrintFault | null>;
}

export const openDialogue = (line: Line, timing: Timing): Dialogue => {
  const read = replyReader();
  const awaited = new Map<Reply['kind'], (byte: number) => void>();
  let noise = false;
  const gone = new Promise<never>((_, reject) => line.onLost(reject));
  // A loss between two questions is met by the next one; unheard, it would end the process.
  gone.catch(() => {});
  line.onData((bytes) => {
    for (const { kind, byte } of read(bytes)) {
      noise ||= kind === 'noise';
      awaited.get(kind)?.(byte);
      awaited.delete(kind);
    }
  });

  const expect = (kind: Reply['kind']): Promise<number> =>
    new Promise((resolve) => awaited.set(kind, resolve));
  const write = async (bytes: Buffer): Promise<void> => {
    const written = line.write(bytes);
    written.catch(() => {});
    if ((await within(Promise.race([written, gone]), timing.stall)) === LATE)
      throw new DeviceFault('ATASCADA');
  };
  const ask = async (n: 1 | 2 | 3 | 4): Promise<number | undefined> => {
    const answer = expect('now');
    await write(realTimeStatus(n));
    const byte = await within(Promise.race([answer, gone]), timing.status);
    return byte === LATE ? undefined : byte;
  };

  const check = async (): Promise<PrintFault | null> => {
    const status: { -readonly [n in keyof StatusBytes]: StatusBytes[n] } = {};
    for (const n of [1, 2, 3, 4] as const) {
      const byte = await ask(n);
      if (byte === undefined && n === 1) return noise ? 'RESPUESTA_INVALIDA' : 'SIN_RESPUESTA';
      if (byte !== undefined) status[n] = byte;
    }
    return faultOf(status);
  };

  return {
    check,
    settle: async () => {
      const answer = expect('ordered');
      await write(PAPER_STATUS_IN_ORDER);
      let byte = await within(Promise.race([answer, gone]), timing.settle);
      if (byte === LATE) return 'NO_CONFIRMA';
      // An answer owed to an earlier ticket comes first and this one's own right behind it: wait for silence.
      while (byte !== LATE) byte = await within(Promise.race([expect('ordered'), gone]), timing.quiet);
      return null;
    },
    send: async (bytes, progress) => {
      for (let from = 0; from < bytes.length; from += CHUNK) {
        const chunk = bytes.subarray(from, from + CHUNK);
        await write(chunk);
        progress(from + chunk.length);
      }
    },
    confirm: async (milliseconds) => {
      const deadline = performance.now() + milliseconds;
      const answer = expect('ordered');
      await write(PAPER_STATUS_IN_ORDER);
      let cause: PrintFault | null = null;
      while (performance.now() < deadline) {
        const wait = Math.min(ASK_AGAIN, deadline - performance.now());
        const byte = await within(Promise.race([answer, gone]), wait);
        if (byte !== LATE) return orderedSaysNoPaper(byte) ? 'SIN_PAPEL' : null;
        const fault = await check();
        cause = fault === 'SIN_RESPUESTA' || fault === 'RESPUESTA_INVALIDA' ? cause : fault;
      }
      return cause ?? 'SIN_CONFIRMACION';
    },
  };
};
