import { createIntegration, listIntegrations, revokeIntegration } from '../../app/integrations.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type Integration, idleScopes, type Scope } from '../../domain/integration.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { integrationView } from '../views-api.ts';

type Flags = PersonFlags & OutputFlags;

export interface TokenFlags extends Flags {
  readonly scope: readonly string[];
  readonly actsAs: string;
  readonly days: number;
  /** Code of the till that it is held to. */
  readonly onlyTill?: string;
}

/** The token goes to standard output, once: it is the answer of this command. */
export const createToken = (context: CliContext, name: string, flags: TokenFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'integration.edit');
    const draft = {
      name,
      scopes: flags.scope as readonly Scope[],
      actsAs: flags.actsAs,
      till: flags.onlyTill?.padStart(3, '0') ?? null,
      days: flags.days,
    };
    const made = unwrap(await createIntegration(opened.services, { actor, grant: null }, draft));
    const t = context.messages.cli.token;
    const acting = await opened.services.people.show(made.integration.actsAs);
    const idle = acting.ok ? idleScopes(made.integration.scopes, acting.value.role) : [];
    if (acting.ok && idle.length > 0) context.say(t.idle(idle.join(', '), acting.value.role));
    context.present(
      {
        data: { ...integrationView(made.integration), token: made.token },
        text: () => t.created(made.integration.name, made.token, made.integration.expiresAt),
      },
      flags,
    );
  });

export const listTokens = (context: CliContext, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'integration.edit');
    const found = unwrap(await listIntegrations(opened.services, { actor, grant: null }));
    const t = context.messages.cli.token;
    const rows = found.map(integrationView);
    const columns: Column<Integration>[] = [
      { title: 'ID', value: (one) => String(one.id) },
      { title: t.columns.name, value: (one) => one.name, shrinks: true },
      { title: t.columns.hint, value: (one) => `${one.hint}…` },
      { title: t.columns.actsAs, value: (one) => one.actsAs },
      { title: t.columns.till, value: (one) => one.till ?? '' },
      { title: t.columns.state, value: (one) => integrationView(one).estado },
      { title: t.columns.expires, value: (one) => one.expiresAt.slice(0, 10) },
      { title: t.columns.lastUse, value: (one) => one.lastUse ?? '—' },
      { title: t.columns.scopes, value: (one) => one.scopes.join(' '), shrinks: true },
    ];
    context.present(
      {
        data: rows,
        rows: rows.map((row) => ({ ...row, ambitos: row.ambitos.join(' ') })),
        text: (width) => (found.length === 0 ? t.none : table(found, columns, width)),
      },
      flags,
    );
  });

/** By its id or its name. */
export const revokeToken = (context: CliContext, reference: string, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const by = { actor: await context.asPerson(opened, flags, 'integration.edit'), grant: null };
    const known = unwrap(await listIntegrations(services, by));
    const found =
      known.find(({ name }) => name === reference) ?? known.find(({ id }) => String(id) === reference);
    if (!found) throw new PosFailure(posError('INTEGRACION_INEXISTENTE', { integracion: reference }));
    const revoked = unwrap(await revokeIntegration(services, by, found.id));
    const t = context.messages.cli.token;
    context.present({ data: integrationView(revoked), text: () => t.revoked(revoked.name) }, flags);
  });
