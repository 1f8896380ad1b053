import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  /** Event id. */
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  /** Whose signature another implementation of the specification has found right. */
  readonly received: readonly Received[];
  readonly bad: readonly string[];
  /** How it answers from now on; 200 at first. */
  readonly answer: (how: (response: ServerResponse, request: IncomingMessage) => void) => void;
  readonly trust: (secret: string) => void;
  readonly close: () => Promise<void>;
}

/** Somebody who is told, on this machine: checks signatures by the library of the specification's own. */
export const hookReceiver = async (): Promise<Receiver> => {
  const received: Received[] = [];
  const bad: string[] = [];
  let secret = '';
  let how = (response: ServerResponse, _request: IncomingMessage): void => {
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const headers = request.headers as Record<string, string>;
      try {
        const event = new Webhook(secret).verify(body, headers) as Received;
        received.push({ id: event.id, type: event.type, data: event.data, headers, body });
      } catch (error) {
        bad.push(String(error));
      }
      how(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/avisos`,
    received,
    bad,
    answer: (next) => {
      how = next;
    },
    trust: (given) => {
      secret = given;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
