import { Agent, type RequestOptions, request } from 'node:https';
import type { SecureVersion } from 'node:tls';
import type { Trouble, TroubleCause } from '../../domain/invoice/reply.ts';

/** Rings after some milliseconds, unless the function that it gives back is called before. */
export type Alarm = (milliseconds: number, ring: () => void) => () => void;

const realTime: Alarm = (milliseconds, ring) => {
  const timer = setTimeout(ring, milliseconds);
  return () => clearTimeout(timer);
};

/** What the line needs; the key is a secret and goes nowhere but into TLS. */
export interface LineSetting {
  /** `https://host[:port]`, no path. */
  readonly url: string;
  /** PEM: our private key and our certificate with its chain, taken out of the `.p12`. */
  readonly key: string;
  readonly certificate: string;
  /** PEM of who vouches for the service, instead of the system's; for a service to test against. */
  readonly authority: string | null;
  /** Until the connection stands, and until the whole answer is here. */
  readonly connectMs: number;
  readonly answerMs: number;
  /** Instead of real time; for a service to test against, which knows when it will never answer. */
  readonly alarm?: Alarm;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: string;
  /** The service's clock, from the head of its answer. */
  readonly clock: Date | null;
}

export type Post = (path: string, body: string) => Promise<Answer | Trouble>;

/** An answered query holds a whole document; nothing else comes near. */
export const MOST_BYTES_IN_ANSWER = 4_000_000;
const OLDEST_TLS: SecureVersion = 'TLSv1.2';

export const trouble = (cause: TroubleCause, mayHaveArrived: boolean, detail: string): Trouble => ({
  kind: 'trouble',
  cause,
  mayHaveArrived,
  reason: null,
  detail,
});

const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown';

/** OpenSSL's and Node's names for a handshake that failed, whoever broke it off. */
const IS_TLS =
  /^(?:ERR_SSL|ERR_TLS|EPROTO|ERR_OSSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_|ERR_CRYPTO)/;

/** With TLS 1.3 our certificate is refused after we believe that the connection stands; the request is dropped unread. */
const faultOf = (error: unknown, secured: boolean): Trouble => {
  const code = codeOf(error);
  if (IS_TLS.test(code)) return trouble('tls', false, code);
  return secured ? trouble('cut', true, code) : trouble('unreachable', false, code);
};

const timeOf = (header: string | undefined): Date | null => {
  const at = new Date(header ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
};

/** One POST: whatever the network does comes back as a value, within the time-outs. */
const exchange = (options: RequestOptions, line: LineSetting, body: string): Promise<Answer | Trouble> =>
  new Promise((resolve) => {
    let secured = false;
    const alarm = line.alarm ?? realTime;
    const limits: (() => void)[] = [];
    const settle = (outcome: Answer | Trouble): void => {
      for (const takeBack of limits) takeBack();
      sent.destroy();
      resolve(outcome);
    };
    const sent = request(options, (incoming) => {
      const parts: Buffer[] = [];
      let size = 0;
      incoming.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_BYTES_IN_ANSWER)
          settle(trouble('unreadable', true, `over ${MOST_BYTES_IN_ANSWER} bytes`));
        else parts.push(part);
      });
      incoming.on('end', () =>
        settle(
          incoming.complete
            ? {
                kind: 'answer',
                status: incoming.statusCode ?? 0,
                body: Buffer.concat(parts).toString('utf8'),
                clock: timeOf(incoming.headers.date),
              }
            : trouble('cut', true, 'incomplete answer'),
        ),
      );
      incoming.on('error', (error) => settle(trouble('cut', true, codeOf(error))));
    });
    sent.on('socket', (socket) => socket.once('secureConnect', () => (secured = true)));
    sent.on('error', (error) => settle(faultOf(error, secured)));
    limits.push(
      alarm(line.connectMs, () => {
        if (!secured) settle(trouble('unreachable', false, `no connection in ${line.connectMs} ms`));
      }),
      alarm(line.answerMs, () => settle(trouble('timeout', secured, `no answer in ${line.answerMs} ms`))),
    );
    sent.end(body);
  });

/** Each message on a connection of its own: a kept one that the front server closed would look like a cut. */
export const openLine = (line: LineSetting): Post => {
  const { hostname, port } = new URL(line.url);
  const agent = new Agent({ keepAlive: false });
  return async (path, body) => {
    const payload = Buffer.from(body, 'utf8');
    try {
      return await exchange(
        {
          agent,
          // As Node wants an IPv6 address: without brackets.
          host: hostname.replace(/^\[(.*)\]$/, '$1'),
          port: port === '' ? 443 : Number(port),
          path,
          method: 'POST',
          key: line.key,
          cert: line.certificate,
          ...(line.authority === null ? {} : { ca: line.authority }),
          minVersion: OLDEST_TLS,
          rejectUnauthorized: true,
          headers: {
            'Content-Type': 'application/soap+xml; charset=utf-8',
            'Content-Length': payload.length,
            Accept: 'application/soap+xml, text/xml',
          },
        },
        line,
        body,
      );
    } catch (error) {
      // A key that is no key: Node throws while it prepares the handshake. Its message could quote the file.
      return trouble('tls', false, codeOf(error));
    }
  };
};
