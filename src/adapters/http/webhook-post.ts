import { createHmac } from 'node:crypto';
import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Post } from '../../app/ports/webhooks.ts';
import { type Attempt, type ClaimedDelivery, webhookUrl } from '../../domain/webhook.ts';
import { isPublicAddress } from './addresses.ts';

/** Milliseconds for the whole of it: name, connection, answer. */
const LIMIT_MS = 10_000;
/** Bytes of an answer that are read, and thrown away: only its status counts. */
const MOST_ANSWER = 64 * 1_024;

/** The address is judged where the connection is made: a name that means something else a moment later gains nothing. */
const publicOnly: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (!first) return done(Object.assign(new Error('private'), { code: 'EPRIVATE' }), []);
    if (options.all) return done(null, open);
    return done(null, first.address, first.family);
  });
};

/**
 * The headers of the Standard Webhooks specification 1.0.0 (standardwebhooks.com): id, seconds since 1970, and
 * HMAC-SHA256 of `id.timestamp.body` with the secret's bytes, in base64.
 */
export const signed = (
  { eventId, secret, body }: Pick<ClaimedDelivery, 'eventId' | 'secret' | 'body'>,
  now: Date,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
};

/** A short word for what went wrong; never what the receiver said, which could be anything. */
const reasonOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') return 'time-out';
  if (code === 'EPRIVATE') return 'private address';
  return typeof code === 'string' ? code.slice(0, 60) : 'failed';
};

const send = (url: URL, delivery: ClaimedDelivery, limitMs: number): Promise<number> =>
  new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(limitMs),
        maxHeaderSize: 16_384,
        ...(delivery.allowsPrivate ? {} : { lookup: publicOnly }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(delivery.body),
          'user-agent': 'cantina-pos',
          ...signed(delivery, new Date()),
        },
      },
      (response) => {
        let size = 0;
        const status = response.statusCode ?? 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MOST_ANSWER) {
            done(status);
            response.destroy();
          }
        });
        response.on('end', () => done(status));
        response.on('error', failed);
        response.on('aborted', () => failed(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
      },
    );
    request.on('error', failed);
    request.end(delivery.body);
  });

/** Sends by HTTPS; nothing but 2xx is a yes, and a redirection is not followed. */
export const webhookPost =
  (limitMs = LIMIT_MS): Post =>
  async (delivery): Promise<Attempt> => {
    const href = webhookUrl(delivery.url, delivery.allowsPrivate);
    if (href === null) return { ok: false, status: null, error: 'address' };
    const url = new URL(href);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A number is not looked up, and so must be judged here.
    if (!delivery.allowsPrivate && isIP(host) !== 0 && !isPublicAddress(host))
      return { ok: false, status: null, error: 'private address' };
    try {
      const status = await send(url, delivery, limitMs);
      return status >= 200 && status < 300
        ? { ok: true, status }
        : { ok: false, status, error: `HTTP ${status}` };
    } catch (error) {
      return { ok: false, status: null, error: reasonOf(error) };
    }
  };
