import type { AddressInfo } from 'node:net';
import net from 'node:net';

/**
 * A TCP line that delays every chunk by a fixed time in each direction, to stand for a database on the network.
 * @param oneWayMs half of the round trip
 */
export const latencyProxy = async (
  target: net.NetConnectOpts,
  oneWayMs: number,
): Promise<{ port: number; close: () => Promise<void> }> => {
  const sockets = new Set<net.Socket>();
  const forward = (from: net.Socket, to: net.Socket) => {
    from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), oneWayMs));
    from.on('close', () => setTimeout(() => to.destroy(), oneWayMs));
    from.on('error', () => to.destroy());
  };
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect(target);
    upstream.setNoDelay(true);
    for (const socket of [client, upstream]) sockets.add(socket);
    forward(client, upstream);
    forward(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
