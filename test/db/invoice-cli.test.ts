import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { Services } from '../../src/app/services.ts';
import { invoiceFiles } from '../../src/cli/mail-invoice.ts';
import { ensureBuilt } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { CSC } from '../support/invoice.ts';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { PASSWORD } from '../support/invoice-keys.ts';
import { ISSUER, invoicedSale, TIMBRADO } from '../support/invoicing.ts';
import { type Outcome, runPos } from '../support/run-pos.ts';

let db: TestDatabase;
let desk: InvoiceDesk;
beforeAll(async () => {
  ensureBuilt();
  [db, desk] = await Promise.all([freshDatabase({ seed: 'demo' }), openInvoiceDesk()]);
  await db.owner('productos').update({ vende_sin_stock: 1 });
});
afterAll(async () => {
  await desk.close();
  await db.close();
});

const pos = (
  args: readonly string[],
  { input = '', ...more }: Record<string, string> = {},
): Promise<Outcome> =>
  runPos(args, { env: { ...db.env, ...desk.env, POS_PASSWORD: 'admin-demo', ...more }, input });
const asAdmin = (...args: string[]): string[] => [...args, '--user', 'admin'];

const SETUP = [
  '--ruc',
  ISSUER.ruc,
  '--name',
  ISSUER.razon_social,
  '--trade-name',
  'Cantina Tita',
  '--activity',
  '56101:RESTAURANTES Y PARRILLADAS',
  '--address',
  ISSUER.direccion,
  '--house',
  '1234',
  '--department',
  '1',
  '--district',
  '1:ASUNCION (DISTRITO)',
  '--city',
  '1:ASUNCION (DISTRITO)',
  '--phone',
  ISSUER.telefono,
  '--email',
  ISSUER.email,
  '--timbrado',
  TIMBRADO.numero,
  '--timbrado-start',
  TIMBRADO.inicio,
  '--point',
  '001',
  '--csc-id',
  CSC.id,
  '--on',
];

const register = (
  over: Record<string, unknown> = {},
  more: Record<string, string> = {},
): Promise<Outcome> => {
  const { id_usuario: _, ...document } = { ...invoicedSale(), ...over };
  return pos(asAdmin('sale', 'register', '--file', '-', '--json'), {
    input: JSON.stringify(document),
    ...more,
  });
};

describe('setting up', () => {
  it('says what is missing and what is wrong, and changes nothing', async () => {
    const bare = await pos(asAdmin('invoice', 'setup', '--on'));
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('--ruc')]);
    const wrong = await pos(asAdmin('invoice', 'setup', ...SETUP, '--ruc', '80012345-1'));
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('sería 0')]);
    const cashier = await pos(['invoice', 'setup', ...SETUP, '--user', 'cajero'], {
      POS_PASSWORD: 'cajero-demo',
    });
    expect(cashier.code).toBe(3);
    expect(await db.owner('emisor')).toEqual([]);
    const check = await pos(['invoice', 'check', '--json', '--offline']);
    expect([check.code, check.json()]).toMatchObject([4, { lista: false }]);
  });

  it('keeps the path of the certificate only if its password opens it, and no secret in the database', async () => {
    const config = join(desk.home, 'config.json');
    const files = { POS_CONFIG: config, POS_SIFEN_P12: '' };
    writeFileSync(config, '{}', { mode: 0o600 });
    const shut = await pos(asAdmin('invoice', 'setup', ...SETUP, '--p12', desk.p12), {
      ...files,
      POS_SIFEN_P12_PASSWORD: 'otra',
    });
    expect(shut.code).toBe(2);
    expect(readFileSync(config, 'utf8')).toBe('{}');
    const done = await pos(asAdmin('invoice', 'setup', ...SETUP, '--p12', desk.p12), files);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(readFileSync(config, 'utf8')).toContain(desk.p12);
    expect(statSync(config).mode & 0o777).toBe(0o600);
    const [tables] = await db.owner.raw(
      "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
    );
    for (const { name } of tables) {
      const text = JSON.stringify(await db.owner(name));
      expect(text.includes(CSC.value) || text.includes(PASSWORD), name).toBe(false);
    }
  });

  it('is found ready, by the service too; whether the CSC is right, the first invoice tells', async () => {
    const check = await pos(['invoice', 'check', '--json']);
    expect([check.code, check.json()]).toMatchObject([
      0,
      {
        lista: true,
        revisiones: expect.arrayContaining([
          expect.objectContaining({ revision: 'service', estado: 'bien' }),
          expect.objectContaining({
            revision: 'csc',
            estado: 'bien',
            resultado: expect.stringContaining('solo lo dice la primera factura aceptada'),
          }),
        ]),
      },
    ]);
  });
});

it('the check asks the service about the issuer, and about the time', async () => {
  const told = async (): Promise<Record<string, string>> => {
    const { revisiones } = (await pos(['invoice', 'check', '--json'])).json() as {
      revisiones: { revision: string; estado: string; resultado: string }[];
    };
    return Object.fromEntries(
      revisiones.map(({ revision, estado, resultado }) => [revision, `${estado}: ${resultado}`]),
    );
  };
  desk.clock.ahead = 300;
  expect((await told()).serviceClock).toMatch(/^falla: este equipo va (29\d|30\d) s atrasado$/);
  desk.clock.ahead = 0;
  expect((await told()).serviceClock).toMatch(/^bien: /);
  const [number = ''] = ISSUER.ruc.split('-');
  desk.unknownRucs.add(number);
  expect((await told()).service).toBe(`falla: responde, pero no conoce el RUC ${ISSUER.ruc}`);
  desk.unknownRucs.delete(number);
});

describe('an invoice', () => {
  it('is numbered and signed with its sale, sent, approved, and told by mail where the store says so', async () => {
    await db.owner('avisos').where('tipo', 'factura').update({ activo: 1 });
    expect((await register()).json()).toMatchObject({
      factura: { numero: '001-001-0000001', estado: 'pendiente' },
    });
    const sent = await pos(['invoice', 'send', '--json']);
    expect(sent.json()).toMatchObject({ documentos: [{ estado: 'aprobada' }], por_enviar: 0 });
    const shown = (await pos(['invoice', 'show', '001-0000001', '--json'])).json();
    expect(shown).toMatchObject({
      numero: '001-001-0000001',
      estado: 'aprobada',
      protocolo: expect.any(String),
    });
    const mails = await db.owner('notificaciones_correo').where('tipo_notificacion', 'factura');
    expect(mails).toHaveLength(1);
  });

  it('stands unsigned where the certificate is missing, and is signed and sent later under its number', async () => {
    const blind = { POS_SIFEN_P12: '', POS_CONFIG: join(desk.home, 'none.json') };
    writeFileSync(blind.POS_CONFIG, '{}', { mode: 0o600 });
    const sold = await register({}, blind);
    expect([sold.code, sold.json()]).toMatchObject([
      0,
      { factura: { numero: '001-001-0000002', estado: 'sin_firmar' } },
    ]);
    expect(sold.stderr).toContain('POS_SIFEN_P12');
    await pos(['invoice', 'send']);
    expect((await pos(['invoice', 'list', '--json'])).json()).toMatchObject([
      { numero: '001-001-0000002', estado: 'aprobada' },
      { numero: '001-001-0000001', estado: 'aprobada' },
    ]);
  });

  it('that is rejected says why, tells the manager, and is mended under its number', async () => {
    const [{ id_cliente: client, documento }] = await db.owner('clientes').where('documento', '2764594');
    await db.owner('clientes').where('id_cliente', client).update({ documento: '80000001-3' });
    await register();
    await db.owner('clientes').where('id_cliente', client).update({ documento });
    await pos(['invoice', 'send']);
    const [one] = (await pos(['invoice', 'list', '--state', 'rechazada', '--json'])).json() as {
      codigo: string;
    }[];
    expect(one).toMatchObject({ numero: '001-001-0000003', codigo: expect.stringMatching(/^\d{4}$/) });
    expect(
      await db.owner('notificaciones_correo').where('tipo_notificacion', 'factura_rechazada'),
    ).toHaveLength(1);
    const again = await pos(asAdmin('invoice', 'resend', '001-001-0000003', '--json'));
    expect(again.json()).toMatchObject({ estado: 'pendiente', documento: '2764594' });
    await pos(['invoice', 'send']);
    expect((await pos(['invoice', 'show', '001-001-0000003', '--json'])).json()).toMatchObject({
      estado: 'aprobada',
    });
    expect(await db.owner('documentos_factura').where('id_factura', 3)).toHaveLength(2);
  });

  it('is cancelled once, by whoever may, and not when it is too late', async () => {
    const cancel = (number: string, login = 'admin') =>
      pos(['invoice', 'cancel', number, '--reason', 'Cliente equivocado', '--user', login, '--json'], {
        POS_PASSWORD: `${login}-demo`,
      });
    expect((await cancel('001-001-0000001', 'cajero')).code).toBe(3);
    expect((await cancel('001-001-0000001')).code).toBe(0);
    expect((await cancel('001-001-0000001')).json()).toMatchObject({ error: { code: 'CANCELACION_PEDIDA' } });
    await pos(['invoice', 'send']);
    expect((await pos(['invoice', 'show', '1', '--json'])).json()).toMatchObject({
      estado: 'cancelada',
      vigente: false,
    });
    await db.owner('facturas').where('id_factura', 2).update({ aprobada_en: '2026-01-01 00:00:00' });
    expect((await cancel('001-001-0000002')).json()).toMatchObject({ error: { code: 'CANCELACION_TARDE' } });
  });

  it('is mended, given up and cancelled by a cashier with the word of a manager, for that act alone', async () => {
    const approved = (args: readonly string[], approver = 'gerente', secret = `${approver}-demo`) =>
      pos(['invoice', ...args, '--user', 'cajero', '--approver', approver, '--json'], {
        POS_PASSWORD: 'cajero-demo',
        POS_APPROVER_PASSWORD: secret,
      });
    const cancel = ['cancel', '001-001-0000003', '--reason', 'Cliente equivocado'];
    // Another's name: a guess makes the next one at the same name wait.
    expect((await approved(cancel, 'admin', 'adivino')).json()).toMatchObject({
      error: { code: 'CREDENCIALES_INVALIDAS' },
    });
    expect((await approved(cancel, 'cajero')).code).toBe(3);
    expect(await db.owner('eventos_factura').where('id_factura', 3)).toEqual([]);
    expect((await approved(cancel)).json()).toMatchObject({ estado: 'pendiente' });
    // The word counts; what was asked is refused for what it is.
    expect((await approved(['unused', '900', '--reason', 'Salto de números'])).json()).toMatchObject({
      error: { code: 'NUMERO_SIN_DAR' },
    });
    expect((await approved(['resend', '001-001-0000002'])).json()).toMatchObject({
      error: { code: expect.stringMatching(/^FACTURA_/) },
    });
    expect((await approved(['reissue', '001-001-0000002'])).json()).toMatchObject({
      error: { code: expect.stringMatching(/^FACTURA_/) },
    });
    const given = await db.owner('aprobaciones').orderBy('id_aprobacion', 'desc').limit(4);
    expect(given.map(({ permiso }) => permiso)).toEqual([
      'invoice.send',
      'invoice.send',
      'invoice.cancel',
      'invoice.cancel',
    ]);
    await pos(['invoice', 'send']);
    expect((await pos(['invoice', 'show', '3', '--json'])).json()).toMatchObject({ estado: 'cancelada' });
  });

  it('gives its credit note for what came back after that', async () => {
    const back = await pos(
      asAdmin(
        ...['sale', 'return', '001-0000002', '--line', '1=1', '--reason', 'Se devolvió una'],
        ...['--invoice', 'keep', '--json'],
      ),
    );
    expect([back.code, back.stderr]).toEqual([0, expect.any(String)]);
    const note = await pos(asAdmin('invoice', 'credit', '001-0000002', '--json'));
    expect(note.json()).toMatchObject({
      tipo: 'nota_credito',
      numero: '001-001-0000001',
      estado: 'pendiente',
      total: 5_500,
    });
    await pos(['invoice', 'send']);
    expect((await pos(['invoice', 'list', '--kind', 'nota_credito', '--json'])).json()).toMatchObject([
      { estado: 'aprobada' },
    ]);
    expect((await pos(asAdmin('invoice', 'credit', '001-0000002', '--json'))).json()).toMatchObject({
      error: { code: 'NOTA_VIGENTE' },
    });
    // What the note gave back, no cancellation gives back again; the note itself can be cancelled for a week.
    await db.owner('facturas').where('id_factura', 2).update({ aprobada_en: new Date() });
    const cancel = (id: string) =>
      pos(asAdmin('invoice', 'cancel', id, '--reason', 'Era otra venta', '--json'));
    expect((await cancel('001-001-0000002')).json()).toMatchObject({ error: { code: 'FACTURA_CON_NOTA' } });
    const { id_factura } = note.json() as { id_factura: number };
    await db
      .owner('facturas')
      .where({ id_factura })
      .update({
        aprobada_en: db.owner.raw('UTC_TIMESTAMP(3) - INTERVAL 100 HOUR'),
      });
    expect((await cancel(`id:${id_factura}`)).json()).toMatchObject({ estado: 'pendiente' });
  });

  it('goes in a batch by itself where single documents are refused, and so do the next ones', async () => {
    const sendAll = async (...args: string[]) => (await pos(['invoice', 'send', '--json', ...args])).json();
    await register();
    desk.faults.push('batches_only');
    expect(await sendAll()).toMatchObject({
      documentos: [
        { estado: 'pendiente', codigo: '1264' },
        { estado: 'en_lote', codigo: null },
      ],
      en_proceso: 1,
    });
    await register();
    desk.calls.length = 0;
    expect(await sendAll()).toMatchObject({ documentos: [{ estado: 'en_lote' }], en_proceso: 2 });
    expect(desk.calls).toEqual(['batch']);
    await db.owner('facturas').where('estado', 'en_lote').update({ proximo_intento: '2026-01-01 00:00:00' });
    expect(await sendAll()).toMatchObject({ documentos: [{ estado: 'aprobada' }, { estado: 'aprobada' }] });
    const shown = (await pos(['invoice', 'show', '001-001-0000004'])).stdout;
    expect(shown).toMatch(/no acepta de a uno/);
  });

  it('is exported as the very bytes that were signed, never over another file', async () => {
    const [row] = await db.owner('documentos_factura').where('id_factura', 1);
    const xml = await pos(['invoice', 'export', '1', '--dir', desk.home, '--only', 'xml', '--json']);
    const [path] = (xml.json() as { archivos: string[] }).archivos;
    expect(readFileSync(path ?? '')).toEqual(row.xml);
    expect((await pos(['invoice', 'export', '1', '--dir', desk.home, '--only', 'xml'])).code).toBe(2);
    const pdf = await pos(['invoice', 'export', '1', '--dir', desk.home, '--only', 'pdf', '--json']);
    const [page] = (pdf.json() as { archivos: string[] }).archivos;
    expect(
      readFileSync(page ?? '')
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
    const [mail] = await db.owner('notificaciones_correo').where('tipo_notificacion', 'factura');
    const services = databaseServices(db.till) as unknown as Services;
    const sent = await invoiceFiles(services, JSON.parse(mail.datos));
    expect(sent.map(({ name }) => name)).toEqual([`${row.cdc}.xml`, `${row.cdc}.pdf`]);
    expect(sent[0]?.content).toEqual(row.xml);
  });
});

describe('the end of a sending', () => {
  const send = async () => {
    const { code, stderr, json } = await pos(['invoice', 'send', '--mode', 'uno', '--json']);
    const { resultado, servicio } = json() as Record<string, unknown>;
    return { code, stderr, resultado, servicio };
  };

  it('says 0 with nothing to do, 4 while the service is down and what waits is held back, 0 when it is out', async () => {
    expect(await send()).toMatchObject({ code: 0, resultado: 'completo', servicio: null });
    await register();
    desk.faults.push('down');
    expect(await send()).toMatchObject({
      code: 4,
      resultado: 'sin_servicio',
      servicio: 'down',
      stderr: expect.stringContaining('caído'),
    });
    // Not due yet, and still not out.
    desk.calls.length = 0;
    const held = await pos(['invoice', 'send', '--mode', 'uno']);
    expect([held.code, held.stderr, held.stdout]).toEqual([
      4,
      expect.stringContaining('caído'),
      expect.stringContaining('quedan 1 sin resolver'),
    ]);
    expect(desk.calls).toEqual([]);
    await db.owner('facturas').where('estado', 'en_duda').update({ proximo_intento: '2026-01-01 00:00:00' });
    // Asked for, believed the second time.
    expect((await send()).code).toBe(0);
    await db
      .owner('facturas')
      .where('estado', 'en_duda')
      .update({ proximo_intento: '2026-01-01 00:00:00', enviada_en: '2026-01-01 00:00:00' });
    expect(await send()).toMatchObject({ code: 0, resultado: 'completo' });
    expect(await db.owner('facturas').where('estado', 'en_duda')).toEqual([]);
  });

  it('says 3 when a cancellation is refused, 4 when it was not answered', async () => {
    await register();
    await send();
    const [one] = await db.owner('facturas').orderBy('id_factura', 'desc').limit(1);
    const code = `001-001-${String(one.numero).padStart(7, '0')}`;
    await pos(asAdmin('invoice', 'cancel', code, '--reason', 'Cliente equivocado'));
    desk.faults.push('drop_before');
    expect(await send()).toMatchObject({ code: 4, servicio: 'cut' });
    expect(await send()).toMatchObject({ code: 4, servicio: 'cut' });
    await db.owner('eventos_factura').where('estado', 'enviando').update({ proximo_intento: null });
    const approved = desk.service.register.approved.get(one.cdc);
    Object.assign(approved ?? {}, { at: new Date('2026-01-01') });
    expect(await send()).toMatchObject({ code: 3, resultado: 'por_corregir', servicio: null });
    expect(await send()).toMatchObject({ code: 0, resultado: 'completo' });
  });

  it('says 0 where another process is sending, and 2 where this machine cannot sign', async () => {
    await db.till.raw("CALL sp_tomar_remitente('otro', 60)");
    expect(await send()).toMatchObject({ code: 0, resultado: 'ocupado' });
    await db.till.raw("CALL sp_dejar_remitente('otro')");
    const blind = { POS_SIFEN_P12: '', POS_CONFIG: join(desk.home, 'none.json') };
    expect((await pos(['invoice', 'send', '--json'], blind)).code).toBe(2);
  });

  it('is in its help', async () => {
    const { stdout } = await pos(['invoice', 'send', '--help']);
    expect(stdout).toMatch(/Códigos de salida:\n {2}0 {2}hecho.*\n {2}3 {2}.*\n {2}4 {2}la DNIT no atiende/);
    expect((await pos(['help', '--man'])).stdout).toContain('la DNIT no atiende: lo que espera');
  });
});

describe('a CSC that is not the authority’s', () => {
  const WRONG = { POS_SIFEN_CSC: 'ZZZZ0000000000000000000000000000' };
  const told = async (more: Record<string, string> = {}): Promise<string> => {
    const { revisiones } = (await pos(['invoice', 'check', '--offline', '--json'], more)).json() as {
      revisiones: { revision: string; estado: string; resultado: string }[];
    };
    const csc = revisiones.find(({ revision }) => revision === 'csc');
    return `${csc?.estado}: ${csc?.resultado}`;
  };
  const doctor = async (more: Record<string, string>): Promise<string> =>
    (await pos(['doctor'], more)).stdout;

  it('is refused at set-up if it cannot be one, and never repeated', async () => {
    const short = { POS_SIFEN_CSC: 'ABCD000' };
    const refused = await pos(asAdmin('invoice', 'setup', '--phone', '021555999', '--json'), short);
    expect([refused.code, refused.stdout]).toEqual([2, expect.stringContaining('32 letras y cifras')]);
    expect(refused.stdout + refused.stderr).not.toContain('ABCD000');
    expect((await db.owner('emisor').first()).telefono).toBe(ISSUER.telefono);
    expect(await told(short)).toBe('falla: no tiene la forma debida: son 32 letras y cifras');
    // Who invoices no more needs none.
    expect((await pos(asAdmin('invoice', 'setup', '--off'), short)).code).toBe(0);
    expect((await pos(asAdmin('invoice', 'setup', '--csc-id', '1', '--on'))).code).toBe(0);
    expect((await db.owner('emisor').first()).id_csc).toBe(CSC.id);
  });

  it('is told by the first document that is rejected for it, until it is mended', async () => {
    expect(await told()).toMatch(/^bien: aceptado por la DNIT en la 001-001-\d{7}$/);
    expect(await told(WRONG)).toMatch(/^aviso: no es aquel con que se hizo la 001-001-\d{7}/);
    const { numero } = ((await register({}, WRONG)).json() as { factura: { numero: string } }).factura;
    const sent = await pos(['invoice', 'send', '--mode', 'uno', '--json'], WRONG);
    expect([sent.code, sent.json()]).toMatchObject([
      3,
      { resultado: 'por_corregir', documentos: [{ codigo: '2501' }] },
    ]);
    expect(await told(WRONG)).toBe(`falla: está mal: la DNIT rechazó por él la ${numero}`);
    expect(await doctor(WRONG)).toContain(`CSC: está mal: la DNIT rechazó por él la ${numero}`);
    expect((await pos(['invoice', 'show', numero])).stdout).toMatch(/compare su número y\s+su valor/);
    // Mended: the document is made anew under its number, and accepted.
    expect(await told()).toBe(`aviso: no es aquel con que se hizo la ${numero}: lo juzga la próxima factura`);
    await pos(asAdmin('invoice', 'resend', numero));
    expect((await pos(['invoice', 'send', '--mode', 'uno'])).code).toBe(0);
    expect(await told()).toBe(`bien: aceptado por la DNIT en la ${numero}`);
  });
});

it('is looked at by the doctor, who says what is wrong with it', async () => {
  const told = async (more: Record<string, string> = {}): Promise<string> => {
    const { revisiones } = (await pos(['doctor', '--json'], more)).json() as {
      revisiones: { revision: string; resultado: string }[];
    };
    return revisiones.find(({ revision }) => revision === 'facturacion')?.resultado ?? '';
  };
  expect(await told()).toContain('ambiente de prueba');
  expect(await told()).not.toContain('Certificado');
  expect(await told({ POS_SIFEN_P12: '/nonexistent/factura.p12' })).toContain('Certificado');
});

it('no secret is said, whatever is asked', async () => {
  for (const args of [
    ['config', 'list'],
    ['invoice', 'check', '--offline'],
    ['doctor'],
    ['invoice', 'show', '1', '--json'],
  ]) {
    const { stdout, stderr } = await pos(args, { POS_DEBUG: '1' });
    expect(stdout + stderr).not.toContain(CSC.value);
    expect(stdout + stderr).not.toContain(PASSWORD);
  }
});
