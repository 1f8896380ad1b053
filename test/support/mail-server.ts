import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly messageId: string;
  /** The mail as it came over the line. */
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  /** Lines that were opened. */
  readonly lines: () => number;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly auth?: { readonly user: string; readonly password: string };
  /** PEM; absent: no STARTTLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Speaks TLS from the start. */
  readonly secure?: boolean;
  /** Refuses the sender: its trouble is with us, not with a mail. */
  readonly refusesSender?: boolean;
  /** Each mail takes so long, in milliseconds. */
  readonly slow?: number;
  readonly onReceived?: (count: number) => void;
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** What the server does with a mail is said by the reader's name: whoever is called anything else gets it. */
const READERS: Readonly<Record<string, (seen: boolean) => Error | null>> = {
  nobody: () => refusal(550, 'No such user here'),
  grey: (seen) => (seen ? null : refusal(450, 'Greylisted, try again later')),
  full: () => refusal(452, 'Mailbox full'),
};

const portOf = (server: Server): number => (server.address() as { port: number }).port;

/** A real SMTP server on loopback. */
export const startMailServer = async (options: Options = {}): Promise<MailServer> => {
  const received: Received[] = [];
  const seen = new Set<string>();
  let lines = 0;
  const drop = (session: SMTPServerSession): void => {
    for (const connection of smtp.connections)
      if (connection.id === session.id) (connection as unknown as { _socket: Socket })._socket.destroy();
  };
  const smtp: SMTPServer = new SMTPServer({
    logger: false,
    ...(options.auth ? {} : { authOptional: true }),
    ...(options.tls ?? {}),
    secure: options.secure ?? false,
    disabledCommands: [
      ...(options.tls && !options.secure ? [] : ['STARTTLS']),
      ...(options.auth ? [] : ['AUTH']),
    ],
    onConnect: (_session, done) => {
      lines++;
      done();
    },
    onAuth: ({ username, password }, _session, done) =>
      username === options.auth?.user && password === options.auth?.password
        ? done(null, { user: username })
        : done(refusal(535, 'Authentication failed')),
    onMailFrom: (_address, _session, done) =>
      done(options.refusesSender ? refusal(550, 'Sender not allowed') : null),
    onRcptTo: ({ address }, _session, done) => {
      const found = READERS[address.split('@')[0] ?? '']?.(seen.has(address)) ?? null;
      seen.add(address);
      done(found);
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (to.startsWith('cut')) drop(session);
      });
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        if (to.startsWith('spam')) return done(refusal(554, 'Message rejected'));
        const finish = (): void => {
          received.push({ to, messageId: /^Message-ID: <([^>]+)>/im.exec(raw)?.[1] ?? '', raw });
          options.onReceived?.(received.length);
          // Taken, and the line breaks before its yes arrives.
          if (to.startsWith('yes')) drop(session);
          else done();
        };
        if (options.slow) setTimeout(finish, options.slow);
        else finish();
      });
    },
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(smtp.server),
    received,
    lines: () => lines,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
};

/** Takes the line and says nothing, ever. */
export const startSilentServer = async (): Promise<{ port: number; close: () => void }> => {
  const lines = new Set<Socket>();
  const server = createServer((line) => {
    lines.add(line);
    line.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    close: () => {
      for (const line of lines) line.destroy();
      server.close();
    },
  };
};
