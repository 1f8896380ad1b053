import { isDemoSecret } from '../domain/demo.ts';
import { type PosError, posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Actor } from '../domain/user.ts';
import type { ApprovalWanted, People } from './ports/people.ts';
import type { Grant, PasswordHasher, Proof, SignedIn, Stores, Users } from './ports.ts';

/** How long a session lasts, in hours: a screen's working day, a command line's, and one command's. */
export const SESSION_HOURS = { screen: 16, shell: 8, command: 1 } as const;

interface ProvingPorts {
  readonly users: Pick<Users, 'secretParameters'>;
  readonly stores: Pick<Stores, 'store'>;
  readonly hasher: Pick<PasswordHasher, 'prove'>;
}

interface Ports extends ProvingPorts {
  readonly users: Pick<Users, 'secretParameters' | 'signIn'>;
}

export interface SignInRequest {
  /** Short name or e-mail. */
  readonly login: string;
  readonly secret: string;
  /** A PIN only switches cashiers and approves at a till that somebody has opened with a password. */
  readonly kind: 'password' | 'pin';
  /** Absent: a screen's. */
  readonly hours?: number;
  /** Token of the session that the till was opened with; a PIN is not heard without one. */
  readonly beside?: string | null;
}

type Typed = Pick<SignInRequest, 'login' | 'secret' | 'kind'>;

/** Long enough for any e-mail; nobody has a longer name. */
const MOST_LOGIN = 190;

/** As much work for an unknown name as for a known one: the time tells nothing. */
const proofOf = async (
  { users, hasher }: Pick<ProvingPorts, 'users' | 'hasher'>,
  { login, secret, kind }: Typed,
): Promise<Proof> => {
  const name = login.trim().slice(0, MOST_LOGIN);
  const parameters = await users.secretParameters(name);
  return { login: name, kind, proof: await hasher.prove(secret, parameters[kind]) };
};

/** A published password opens a demonstration and nothing else, whoever it is typed for. */
const published = async (stores: ProvingPorts['stores'], secret: string): Promise<PosError | null> =>
  isDemoSecret(secret) && !(await stores.store()).demo ? posError('CLAVE_DE_DEMOSTRACION') : null;

/**
 * Signs in by a name with its password or PIN. Every failure reads the same; each one lengthens the wait for the next.
 * Refuses CREDENCIALES_INVALIDAS, DEMASIADOS_INTENTOS {segundos}, CLAVE_DE_DEMOSTRACION, CLAVE_REQUERIDA.
 */
export const signIn = async (ports: Ports, request: SignInRequest): Promise<Result<SignedIn>> => {
  const refused = await published(ports.stores, request.secret);
  if (refused) return fail(refused);
  const proof = await proofOf(ports, request);
  return ports.users.signIn(proof, {
    hours: request.hours ?? SESSION_HOURS.screen,
    beside: request.beside ?? null,
  });
};

/** What the table keeps of a reason. */
const MOST_REASON = 300;

interface ApprovalPorts extends ProvingPorts {
  readonly people: Pick<People, 'approve'>;
}

/**
 * A manager's approval on the spot of one act of the asker, stored with both and the reason. Refuses as signing in does,
 * and PERMISO_DENEGADO, MOTIVO_REQUERIDO, SESION_REQUERIDA.
 */
export const approve = async (
  ports: ApprovalPorts,
  asker: Actor,
  request: Typed,
  wanted: ApprovalWanted,
): Promise<Result<Grant>> => {
  const reason = wanted.reason.trim();
  if (reason === '') return fail(posError('MOTIVO_REQUERIDO'));
  if ([...reason].length > MOST_REASON)
    return fail(posError('TEXTO_LARGO', { campo: 'motivo', maximo: MOST_REASON }));
  const refused = await published(ports.stores, request.secret);
  if (refused) return fail(refused);
  return ports.people.approve(asker, await proofOf(ports, request), { ...wanted, reason });
};
