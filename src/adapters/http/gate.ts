import { createHash } from 'node:crypto';
import type { Integrations, LetIn } from '../../app/ports/integrations.ts';
import type { Users } from '../../app/ports.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { TOKEN_FORM } from '../../domain/integration.ts';
import { type Limiter, limiter, type Rate } from './limits.ts';

/** Milliseconds for which the database's word about a token holds: so soon does a revoked one end for readers, too. */
const TRUST_MS = 5_000;
/** A request without a good token is answered after this long, in milliseconds, whatever was wrong. */
const REFUSAL_MS = 250;
/** Tokens that are remembered at once. */
const MOST_KNOWN = 1_000;

export interface GateRates {
  /** Of one token. */
  readonly token: Rate;
  /** Of one address, whatever it sends. */
  readonly address: Rate;
  /** Of one address, with a token that is no good. */
  readonly failures: Rate;
}

interface Known {
  readonly session: string;
  until: number;
  asked: Promise<LetIn | null>;
}

interface Ports {
  readonly integrations: Pick<Integrations, 'letIn'>;
  readonly users: Pick<Users, 'closeSession'>;
  /** 256 random bits, as a session is written. */
  readonly newSession: () => string;
}

export interface Gate {
  /** Counts a request of an address. Throws DEMASIADAS_PETICIONES {segundos}. */
  readonly address: (address: string) => void;
  /** Who comes with this header. Throws TOKEN_INVALIDO, the same and as late for whatever is wrong; DEMASIADAS_PETICIONES. */
  readonly letIn: (header: string | undefined, address: string) => Promise<LetIn>;
  /** Ends the sessions that were opened. */
  readonly close: () => Promise<void>;
}

const tooMany = (seconds: number): PosFailure =>
  new PosFailure(posError('DEMASIADAS_PETICIONES', { segundos: seconds }));

const taken = (limits: Limiter, key: string): void => {
  const wait = limits.take(key);
  if (wait > 0) throw tooMany(wait);
};

/**
 * Tokens are compared in the database alone, by their SHA-256; here it is only remembered for seconds that one was good,
 * under the same digest. 256 random bits cannot be found by how long a look takes.
 */
export const gate = (ports: Ports, rates: GateRates): Gate => {
  const known = new Map<string, Known>();
  const addresses = limiter(rates.address);
  const tokens = limiter(rates.token);
  const failures = limiter(rates.failures);

  const ask = (token: string, digest: string): Promise<LetIn | null> => {
    const before = known.get(digest);
    if (before && before.until > Date.now()) return before.asked;
    const session = before?.session ?? ports.newSession();
    const asked = ports.integrations
      .letIn(token, session)
      .then((answer) => {
        if (answer.ok) return answer.value;
        known.delete(digest);
        return null;
      })
      .catch((error: unknown) => {
        known.delete(digest);
        throw error;
      });
    if (!before && known.size >= MOST_KNOWN) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(digest, { session, until: Date.now() + TRUST_MS, asked });
    return asked;
  };

  const refuse = async (since: number, address: string): Promise<never> => {
    const wait = failures.take(address);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, REFUSAL_MS - (Date.now() - since))));
    throw wait > 0 ? tooMany(wait) : new PosFailure(posError('TOKEN_INVALIDO'));
  };

  return {
    address: (address) => taken(addresses, address),
    letIn: async (header, address) => {
      const since = Date.now();
      const [, token = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
      if (!TOKEN_FORM.test(token)) return refuse(since, address);
      const digest = createHash('sha256').update(token).digest('hex');
      // Whoever has guessed too often is not looked up any more; those who are known go on.
      if (!known.has(digest) && !failures.free(address)) return refuse(since, address);
      const found = await ask(token, digest);
      if (!found) return refuse(since, address);
      taken(tokens, digest);
      return found;
    },
    close: async () => {
      const sessions = [...known.values()].map(({ session }) => session);
      known.clear();
      await Promise.allSettled(sessions.map((session) => ports.users.closeSession(session)));
    },
  };
};
