import type { Duplex } from 'node:stream';
import { DeviceFault, type Line } from '../line.ts';

/**
 * A line over a stream of Node (serial port, socket). `data`, `error` and `close` are listened to from the first
 * moment: an unheard error would end the process, and a close is often the only sign of a pulled plug.
 */
export const streamLine = (stream: Duplex, close: () => Promise<void>): Line => {
  let lost: DeviceFault | null = null;
  let closing = false;
  const waiting = new Set<(fault: DeviceFault) => void>();
  const lose = (cause?: unknown): void => {
    if (lost || closing) return;
    lost = new DeviceFault('DESCONECTADA', { cause });
    for (const tell of waiting) tell(lost);
    waiting.clear();
  };
  stream.on('error', lose);
  stream.on('close', () => lose());
  stream.on('end', () => lose());
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (lost) return reject(lost);
        waiting.add(reject);
        stream.write(bytes, (error) => {
          waiting.delete(reject);
          if (error) {
            lose(error);
            reject(lost ?? new DeviceFault('DESCONECTADA', { cause: error }));
          } else resolve();
        });
      }),
    onData: (listener) => {
      stream.on('data', listener);
    },
    onLost: (listener) => {
      if (lost) listener(lost);
      else waiting.add(listener);
    },
    close: () => {
      closing = true;
      return close();
    },
  };
};
