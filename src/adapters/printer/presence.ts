import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import type { PrintFault } from '../../domain/print-fault.ts';
import type { PrinterTarget } from './setting.ts';

/** Milliseconds: a printer on the same network answers in a few. */
const PATIENCE = 2_000;

const connects = ({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** Why the port is not there or not ours to write to; null: it is. Nothing is sent: a till may be printing. */
export const missing = async (target: PrinterTarget): Promise<PrintFault | null> => {
  if (target.kind === 'file') return null;
  if (target.kind === 'tcp') return (await connects(target)) ? null : 'SIN_RED';
  return access(target.path, constants.R_OK | constants.W_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => (error.code === 'EACCES' ? 'SIN_PERMISO' : 'SIN_PUERTO'),
  );
};
