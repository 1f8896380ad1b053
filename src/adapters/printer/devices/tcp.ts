import { connect, type Socket } from 'node:net';
import { DeviceFault, type OpenLine, openingFault } from '../line.ts';
import { streamLine } from './stream-line.ts';

export interface TcpSettings {
  readonly host: string;
  readonly port: number;
}

/** Milliseconds to wait for a connection: a printer on the same network answers in a few. */
const CONNECT_TIMEOUT = 5_000;

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new DeviceFault('SIN_RED'));
    }, CONNECT_TIMEOUT);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(openingFault(error, 'SIN_RED'));
    });
  });

/** A printer on the network (port 9100). It is ended, not destroyed: destroying throws away what is still in flight. */
export const openTcp =
  ({ host, port }: TcpSettings): OpenLine =>
  async () => {
    const socket = connect({ host, port, noDelay: true });
    const line = streamLine(
      socket,
      () =>
        new Promise((resolve) => {
          if (socket.destroyed) return resolve();
          socket.once('close', () => resolve());
          socket.end(() => socket.destroySoon());
        }),
    );
    await connected(socket);
    return line;
  };
