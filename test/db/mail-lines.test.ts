import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { runPos, temporaryHome } from '../support/run-pos.ts';

/* How `pos notify` is used: lines with TLS and a name, settings, what failed tried again. */

const home = temporaryHome();
const PASSWORD = 'clave-de-correo';
const keys = makeKeys();
const authority = join(home.path, 'ca.pem');
const tls = {
  key: forge.pki.privateKeyToPem(keys.key),
  cert: forge.pki.certificateToPem(keys.certificate),
};
let db: TestDatabase;
let server: MailServer;

beforeAll(async () => {
  ensureBuilt();
  writeFileSync(authority, forge.pki.certificateToPem(keys.authority));
  db = await freshDatabase({ seed: 'demo' });
});
beforeEach(() => db.owner('notificaciones_correo').del());
afterEach(() => server?.close());
afterAll(async () => {
  home.remove();
  await db.close();
});

const queue = async (estado = 'pendiente', to = 'ana@x.example'): Promise<number> => {
  const [id] = await db.owner('notificaciones_correo').insert({
    destinatario: to,
    asunto: 'Aviso',
    cuerpo: 'Hola',
    tipo_notificacion: 'prueba',
    fecha_creacion: '2026-11-26 10:00:00',
    estado,
    intentos: estado === 'fallida' ? 20 : 0,
    proximo_intento: '2026-01-01 00:00:00',
    clave_unica: randomUUID(),
  });
  return Number(id);
};
const state = async (): Promise<readonly string[]> =>
  db.owner('notificaciones_correo').orderBy('id_notificacion').pluck('estado');

const pos = (args: readonly string[], env: Record<string, string> = {}) =>
  runPos(args, {
    env: {
      ...db.env,
      POS_HOME: home.path,
      POS_LANG: 'es',
      POS_SMTP_FROM: 'cantina@tita.example',
      ...env,
    },
  });
const url = (scheme: string, user = '', query = ''): string =>
  `${scheme}://${user}localhost:${server.port}${query}`;
const trusting = { NODE_EXTRA_CA_CERTS: authority };

describe('a line', () => {
  it.each([
    ['STARTTLS', 'smtp', false],
    ['TLS from the start', 'smtps', true],
  ] as const)('with %s and a name: the certificate holds, the mail goes', async (_, scheme, secure) => {
    server = await startMailServer({ tls, secure, auth: { user: 'tita', password: PASSWORD } });
    await queue();
    const sent = await pos(['notify', '--json'], {
      ...trusting,
      POS_SMTP_URL: url(scheme, 'tita@'),
      POS_SMTP_PASSWORD: PASSWORD,
    });
    expect([sent.code, sent.json()]).toEqual([0, expect.objectContaining({ enviados: 1 })]);
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['STARTTLS', 'smtp', false],
    ['TLS from the start', 'smtps', true],
  ] as const)('with %s and a certificate of nobody known: nothing is said', async (_, scheme, secure) => {
    server = await startMailServer({ tls, secure, auth: { user: 'tita', password: PASSWORD } });
    await queue();
    const sent = await pos(['notify'], {
      POS_SMTP_URL: url(scheme, 'tita@'),
      POS_SMTP_PASSWORD: PASSWORD,
    });
    expect(sent.code).toBe(4);
    expect(sent.stderr).toMatch(/certificate/);
    expect(server.received).toEqual([]);
    expect(await state()).toEqual(['pendiente']);
  });

  it('with a wrong password: no mail is blamed', async () => {
    server = await startMailServer({ tls, auth: { user: 'tita', password: PASSWORD } });
    await queue();
    const sent = await pos(['notify'], {
      ...trusting,
      POS_SMTP_URL: url('smtp', 'tita@'),
      POS_SMTP_PASSWORD: 'otra-clave',
    });
    expect(sent.code).toBe(4);
    expect(sent.stderr).toMatch(/535|Authentication/);
    expect(`${sent.stdout}${sent.stderr}`).not.toContain('otra-clave');
    expect(await state()).toEqual(['pendiente']);
  });

  it('asked for STARTTLS that the server has not: nothing goes in the open', async () => {
    server = await startMailServer();
    await queue();
    expect((await pos(['notify'], { POS_SMTP_URL: url('smtp') })).code).toBe(4);
    expect(server.received).toEqual([]);
    expect(await state()).toEqual(['pendiente']);
  });
});

describe('by command', () => {
  const admin = ['--user', 'admin'];
  const asAdmin = { POS_PASSWORD: 'admin-demo' };

  it('an admin changes a setting, which the audit tells; a manager does not', async () => {
    const args = [
      'notify',
      'settings',
      'saldo_bajo',
      '--threshold',
      '30000',
      '--to',
      'ana@x.example',
      '--json',
    ];
    const denied = await pos([...args, '--user', 'gerente'], { POS_PASSWORD: 'gerente-demo' });
    expect(denied.code).not.toBe(0);
    expect(denied.json()).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
    const changed = await pos([...args, ...admin], asAdmin);
    expect(changed.json()).toMatchObject([
      { tipo: 'saldo_bajo', limite: 30_000, destinatarios: ['ana@x.example'] },
    ]);
    const row = await db.owner('auditoria').where('tabla', 'avisos').orderBy('id_auditoria', 'desc').first();
    expect(JSON.parse(row.antes)).toMatchObject({ umbral: 20_000 });
    expect(JSON.parse(row.despues)).toMatchObject({ umbral: 30_000 });
    const wrong = await pos(['notify', 'settings', 'venta', '--at', '26:00', '--json', ...admin], asAdmin);
    expect(wrong.json()).toMatchObject({ error: { code: 'VALOR_INVALIDO' } });
  });

  it('an admin sets for how long mails are kept', async () => {
    const args = ['notify', 'settings', '--keep', '30'];
    expect((await pos([...args, '--user', 'gerente'], { POS_PASSWORD: 'gerente-demo' })).code).not.toBe(0);
    expect((await pos([...args, ...admin], asAdmin)).stdout).toContain('30 días');
    server = await startMailServer();
    const id = await queue();
    await db
      .owner('notificaciones_correo')
      .where('id_notificacion', id)
      .update({
        estado: 'enviada',
        enviada: 1,
        proximo_intento: db.owner.raw('UTC_TIMESTAMP() - INTERVAL 31 DAY'),
      });
    expect((await pos(['notify'], { POS_SMTP_URL: url('smtp', '', '?tls=none') })).code).toBe(0);
    expect(await state()).toEqual([]);
  });

  it('--dry-run shows what is due and takes nothing', async () => {
    const due = await queue();
    await queue('fallida');
    const shown = await pos(['notify', '--dry-run', '--json']);
    expect(shown.json()).toMatchObject([{ correo: due, destinatario: 'ana@x.example', intentos: 0 }]);
    expect(await state()).toEqual(['pendiente', 'fallida']);
  });

  it('--retry makes one, or all that failed, due again; what was sent stays sent', async () => {
    const [first, , sent] = [await queue('fallida'), await queue('fallida', 'eva@x.example'), await queue()];
    await db
      .owner('notificaciones_correo')
      .where('id_notificacion', sent)
      .update({ estado: 'enviada', enviada: 1 });
    expect((await pos(['notify', '--retry', String(first), '--json'])).json()).toEqual({ correos: 1 });
    expect(await state()).toEqual(['pendiente', 'fallida', 'enviada']);
    expect((await pos(['notify', '--retry', 'all', '--json'])).json()).toEqual({ correos: 1 });
    expect(await state()).toEqual(['pendiente', 'pendiente', 'enviada']);
    const codes = await Promise.all(
      [String(sent), '999999', "1' OR '1'='1"].map(async (which) => {
        const { error } = (await pos(['notify', '--retry', which, '--json'])).json() as {
          error: { code: string };
        };
        return error.code;
      }),
    );
    expect(codes).toEqual(['CORREO_NO_PENDIENTE', 'CORREO_INEXISTENTE', 'CORREO_INEXISTENTE']);
    server = await startMailServer();
    const run = await pos(['notify', '--json'], { POS_SMTP_URL: url('smtp', '', '?tls=none') });
    expect(run.json()).toMatchObject({ enviados: 2 });
  });

  it('preview of the summary shows the figures of today', async () => {
    const mail = (await pos(['notify', 'preview', 'resumen_diario', '--json'])).json() as {
      asunto: string;
      texto: string;
      html: string;
    };
    expect(mail.html).toMatch(/^<!doctype html>/i);
    expect(mail.asunto).not.toBe('');
    expect(mail.texto).toContain('Cantina');
  });
});
