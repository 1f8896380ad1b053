import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseDatabaseUrl } from '../../adapters/db/connection.ts';
import {
  changeOwnPassword,
  createTillAccount,
  dropTillAccount,
  tryAccount,
} from '../../adapters/db/till-accounts.ts';
import { writePrivateFile } from '../../adapters/files/private-file.ts';
import { MOST_PEM_BYTES, readSmall } from '../../adapters/files/regular-file.ts';
import type { TillRecord } from '../../app/ports/tills.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type Invitation, invitationView, toInvitation } from '../../domain/invitation.ts';
import { asOwner } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { configFilePath, readConfigFile } from '../config-file.ts';
import { writeSettings } from '../config-write.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { readJsonFile } from '../json-file.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { tillNamed } from './tills.ts';

/** 192 bits; nobody ever types it. */
const newPassword = (): string => randomBytes(24).toString('base64url');

const readText = (path: string): string => {
  try {
    return readSmall(path, MOST_PEM_BYTES).bytes.toString('utf8');
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause });
  }
};

/** The address of an account; the authority's file is where the one who uses it has put it. */
const addressOf = (one: Invitation, password: string, caFile: string | null): string => {
  const url = new URL(
    `mysql://${one.host.includes(':') ? `[${one.host}]` : one.host}:${one.port}/${one.database}`,
  );
  url.username = one.account;
  url.password = password;
  if (!one.encrypted) url.searchParams.set('tls', 'off');
  else if (caFile) url.searchParams.set('ca', caFile);
  else url.searchParams.set('tls', 'verify');
  return url.href;
};

interface InviteFlags extends PersonFlags, OutputFlags {
  readonly address: string;
  readonly ca?: string;
  readonly open?: boolean;
  readonly force?: boolean;
}

/** `db.school`, `db.school:3307` or `[::1]:3306`. */
const placeOf = (address: string): { host: string; port: number } => {
  const url = URL.canParse(`mysql://${address}`) ? new URL(`mysql://${address}`) : null;
  if (!url || url.hostname === '' || url.username !== '' || (url.pathname !== '' && url.pathname !== '/'))
    throw new PosFailure(
      posError('VALOR_INVALIDO', { campo: '--address', valor: address, opciones: 'servidor:3306' }),
    );
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3306) };
};

/** That a server answers at an address and proves itself; whether this account may come in from here is another matter. */
const tryPlace = async ({ env }: CliContext, address: string): Promise<void> => {
  unwrap(loadConfig({}, { HOME: env.HOME, POS_DATABASE_URL: address }, null));
  try {
    await tryAccount(parseDatabaseUrl(address));
  } catch (error) {
    if (!(error instanceof PosFailure && error.error.params.causa === 'cuenta')) throw error;
  }
};

/**
 * Makes the account of a till and the file that its machine enrols with. It is tried from here first: an invitation that
 * leads nowhere, or to a server that cannot prove itself, is not given out.
 * Refuses SERVIDOR_SIN_RED, DUENIO_REQUERIDO, ARCHIVO_EXISTE, BASE_DE_DATOS.
 */
export const inviteTill = (
  context: CliContext,
  code: string,
  file: string | undefined,
  flags: InviteFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    const till = await tillNamed(opened, code);
    if (opened.config.database.kind === 'private') throw new PosFailure(posError('SERVIDOR_SIN_RED'));
    const path = resolve(file ?? `pos-caja-${till.code}.json`);
    if (existsSync(path) && !flags.force) throw new PosFailure(posError('ARCHIVO_EXISTE', { archivo: path }));
    const selling = parseDatabaseUrl(opened.config.database.url);
    const password = newPassword();
    const draft: Invitation = {
      till: till.code,
      ...placeOf(flags.address),
      database: selling.database ?? '',
      account: selling.user,
      password: selling.password,
      ca: flags.ca ? readText(flags.ca) : null,
      encrypted: flags.open !== true,
    };
    // With the account that sells here, before anything changes: a till that sells elsewhere must not lose its own for it.
    await tryPlace(context, addressOf(draft, draft.password, flags.ca ? resolve(flags.ca) : null));
    const made = await asOwner(opened, async (owner) => {
      const account = await createTillAccount(owner, {
        tillId: till.id,
        code: till.code,
        password,
        encrypted: draft.encrypted,
        userId: actor.id,
      });
      const invitation = invitationView({ ...draft, account, password });
      writePrivateFile(path, `${JSON.stringify(invitation, null, 2)}\n`);
      return account;
    });
    if (made === null) throw new PosFailure(posError('DUENIO_REQUERIDO'));
    const t = context.messages.cli.till;
    context.present(
      { data: { caja: till.code, cuenta: made, archivo: path }, text: () => t.invited(till.code, path) },
      flags,
    );
  });

/** Takes a till's account back. */
export const revokeTill = (
  context: CliContext,
  code: string,
  flags: PersonFlags & OutputFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    const till: TillRecord = await tillNamed(opened, code);
    const ended = await asOwner(opened, (owner) => dropTillAccount(owner, till.id, actor.id));
    if (ended === null) throw new PosFailure(posError('DUENIO_REQUERIDO'));
    const t = context.messages.cli.till;
    context.present(
      {
        data: {
          caja: till.code,
          cuenta: till.account,
          retirada: till.account !== null,
          conexiones_cerradas: ended,
        },
        text: () =>
          till.account
            ? t.revoked(till.code) + (ended ? '' : ` ${t.stillOpen}`)
            : t.nothingToRevoke(till.code),
      },
      flags,
    );
  });

/**
 * Makes this machine a till: proves the server, chooses a password of its own, so that the file is worth nothing from
 * then on, and writes the configuration. Can be repeated after whatever went wrong.
 * Refuses INVITACION_INVALIDA, CAJA_INSCRITA, BASE_DE_DATOS.
 */
export const enrolTill = async (
  context: CliContext,
  file: string,
  flags: OutputFlags & { readonly force?: boolean },
): Promise<void> => {
  const invitation = toInvitation(await readJsonFile(file));
  if (!invitation) throw new PosFailure(posError('INVITACION_INVALIDA', { archivo: file }));
  const path = configFilePath(context.env);
  const before = unwrap(readConfigFile(context.env))?.values.database_url ?? null;
  if (before && !flags.force) throw new PosFailure(posError('CAJA_INSCRITA', { archivo: path }));
  const caFile = invitation.ca ? join(dirname(resolve(path)), 'ca.pem') : null;
  const password = newPassword();
  if (caFile && invitation.ca) {
    mkdirSync(dirname(caFile), { recursive: true, mode: 0o700 });
    writePrivateFile(caFile, invitation.ca);
  }
  const address = (secret: string) => addressOf(invitation, secret, caFile);
  await tryAccount(parseDatabaseUrl(address(invitation.password))).catch((error) => {
    if (caFile && !before) rmSync(caFile, { force: true });
    throw error;
  });
  writeSettings(path, { database_url: address(password), till: invitation.till }, context.messages.config);
  try {
    await changeOwnPassword(parseDatabaseUrl(address(invitation.password)), password);
  } catch (error) {
    writeSettings(path, { database_url: before, till: null }, context.messages.config);
    throw error;
  }
  const t = context.messages.cli.till;
  const data = { caja: invitation.till, servidor: invitation.host, configuracion: path };
  context.present({ data, text: () => t.enrolled(invitation.till, path) }, flags);
};
