import { DeviceFault, type OpenLine, openingFault } from '../line.ts';
import { streamLine } from './stream-line.ts';

export interface SerialSettings {
  readonly path: string;
  readonly baud: number;
  readonly flow: 'none' | 'rtscts' | 'xonxoff';
}

/** A serial port, 8N1. It is locked against other programs; what was left in its buffers is thrown away. */
export const openSerial =
  ({ path, baud, flow }: SerialSettings): OpenLine =>
  async () => {
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({
      path,
      baudRate: baud,
      rtscts: flow === 'rtscts',
      xon: flow === 'xonxoff',
      xoff: flow === 'xonxoff',
      autoOpen: false,
    });
    const line = streamLine(
      port,
      () => new Promise((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())),
    );
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(openingFault(error, 'SIN_PUERTO')) : resolve()));
    });
    await new Promise<void>((resolve, reject) => {
      port.flush((error) => (error ? reject(new DeviceFault('DESCONECTADA', { cause: error })) : resolve()));
    });
    return line;
  };
