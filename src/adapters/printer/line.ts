import type { PrintFault } from '../../domain/print-fault.ts';

/** Why a device cannot be used now. */
export class DeviceFault extends Error {
  readonly fault: PrintFault;
  constructor(fault: PrintFault, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'DeviceFault';
    this.fault = fault;
  }
}

/** An open way to a printer. One ticket each: after a fault a new one is opened. */
export interface Line {
  /** Resolves when the system has taken the bytes, which is no proof that they are printed. Rejects with DeviceFault. */
  readonly write: (bytes: Buffer) => Promise<void>;
  /** What the printer sends back. */
  readonly onData: (listener: (bytes: Buffer) => void) => void;
  /** Called once when the device goes away. */
  readonly onLost: (listener: (fault: DeviceFault) => void) => void;
  /** May hang on a blocked port: the caller gives up waiting. */
  readonly close: () => Promise<void>;
}

/** Opens a line; rejects with DeviceFault. */
export type OpenLine = () => Promise<Line>;

const BY_CODE: Readonly<Record<string, PrintFault>> = {
  ENOENT: 'SIN_PUERTO',
  ENODEV: 'SIN_PUERTO',
  ENXIO: 'SIN_PUERTO',
  ENOTDIR: 'SIN_PUERTO',
  EISDIR: 'SIN_PUERTO',
  EACCES: 'SIN_PERMISO',
  EPERM: 'SIN_PERMISO',
  EBUSY: 'PUERTO_OCUPADO',
  ECONNREFUSED: 'SIN_RED',
  EHOSTUNREACH: 'SIN_RED',
  ENETUNREACH: 'SIN_RED',
  EHOSTDOWN: 'SIN_RED',
  ETIMEDOUT: 'SIN_RED',
  ENOTFOUND: 'SIN_RED',
  EAI_AGAIN: 'SIN_RED',
};

/** serialport gives the system's words instead of its code. */
const BY_WORDS: readonly (readonly [RegExp, PrintFault])[] = [
  [/no such file|file not found|no such device|not a tty|inappropriate ioctl/i, 'SIN_PUERTO'],
  [/permission denied|access denied|operation not permitted/i, 'SIN_PERMISO'],
  [/cannot lock|temporarily unavailable|busy/i, 'PUERTO_OCUPADO'],
];

/** The fault that an error of opening means. */
export const openingFault = (error: unknown, otherwise: PrintFault): DeviceFault => {
  if (error instanceof DeviceFault) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const known =
    (code && BY_CODE[code]) ?? BY_WORDS.find(([words]) => words.test(message ?? ''))?.[1] ?? otherwise;
  return new DeviceFault(known || otherwise, { cause: error });
};
