import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';

const ECHO = fileURLToPath(new URL('../support/key-echo.ts', import.meta.url));

const open: TestTerminal[] = [];
const track = (terminal: TestTerminal): TestTerminal => {
  open.push(terminal);
  return terminal;
};

const echo = async (...args: readonly string[]): Promise<TestTerminal> => {
  const terminal = track(openTerminal({ command: process.execPath, args: [ECHO, ...args] }));
  await terminal.waitFor('listo');
  return terminal;
};

/**
 * The same below a shell, which afterwards tells its exit code and the terminal's line settings, and stays: the last words
 * of a program that ends a terminal session may be lost with it.
 */
const echoBelowShell = async (): Promise<TestTerminal> => {
  const script = '"$0" "$1"; echo "código $?"; stty -a; echo acabado; read _';
  const terminal = track(openTerminal({ command: '/bin/sh', args: ['-c', script, process.execPath, ECHO] }));
  await terminal.waitFor('listo');
  return terminal;
};

const NORMAL = { alternateScreen: false, bracketedPaste: false, cursorHidden: false };

afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.dispose();
});

describe('the keyboard in a real terminal', () => {
  it('tells F-keys, scans, pastes and typing apart', async () => {
    const terminal = await echo();
    terminal.press('f1');
    await terminal.waitFor('<f1>');
    terminal.press('ctrl+x');
    await terminal.waitFor('<ctrl+x>');
    terminal.scan('00203');
    await terminal.waitFor('<scan(00203)>');
    terminal.write('\x1b[200~uno\ndos\x1b[201~');
    await terminal.waitFor(/<paste\(uno/);
    terminal.type('ñ');
    await terminal.waitFor('<ñ>');
    terminal.press('escape');
    await terminal.waitFor('<escape>');
    expect(terminal.modes()).toEqual({ alternateScreen: true, bracketedPaste: true, cursorHidden: true });
  });

  it('takes three scans in one burst, each once', async () => {
    const terminal = await echo();
    terminal.write('00203\r7840000000015\r\n00204\r');
    await terminal.waitFor((text) => (text.match(/scan\(/g) ?? []).length === 3, 'three scans');
    expect(terminal.text()).toMatch(/scan\(00203\).*scan\(7840000000015\).*scan\(00204\)/s);
  });

  it('waits for the rest of a sequence that comes in pieces', async () => {
    const terminal = await echo();
    terminal.write('\x1b[');
    terminal.write('1;');
    terminal.write('5C');
    await terminal.waitFor('<ctrl+right>');
    terminal.write('\x1b[200~pe');
    terminal.write('gado\x1b[20');
    terminal.write('1~');
    await terminal.waitFor('<paste(pegado)>');
  });

  it('keeps a scan whole when its first character makes the till busy', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pos-keys-'));
    const gate = join(directory, 'gate');
    const terminal = await echo(gate);
    terminal.write('#');
    await terminal.waitFor('<#>');
    // The rest waits in the terminal's queue for longer than any pause inside a scan.
    terminal.write('840000000015\r');
    await new Promise((resolve) => setTimeout(resolve, 100));
    writeFileSync(gate, '');
    await terminal.waitFor('[libre]');
    await terminal.waitFor('<scan(#840000000015,1)>');
    rmSync(directory, { recursive: true });
  });
});

describe('the terminal is given back', () => {
  it('at the end', async () => {
    const terminal = await echoBelowShell();
    terminal.type('q');
    await terminal.waitFor('acabado');
    expect(terminal.modes()).toEqual(NORMAL);
    expect(terminal.text()).toMatch(/fin 7\s+código 7/);
    expect(terminal.text()).toMatch(/[^-]icanon/);
    expect(terminal.text()).toMatch(/[^-]echo /);
  });

  it.each([
    ['an exception', 't', 'caída: tropiezo', 1],
    ['a rejection that nobody handles', 'r', 'caída: rechazo', 1],
    ['process.exit', 'e', '', 9],
  ])('after %s', async (_, key, said, code) => {
    const terminal = await echoBelowShell();
    terminal.type(key);
    await terminal.waitFor('acabado');
    expect(terminal.modes()).toEqual(NORMAL);
    expect(terminal.text()).toContain(said);
    expect(terminal.text()).toContain(`código ${code}`);
    expect(terminal.text()).toMatch(/[^-]icanon/);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ])('on %s, with its exit code', async (signal, code) => {
    const terminal = await echoBelowShell();
    process.kill(Number(/listo (\d+)/.exec(terminal.text())?.[1]), signal);
    await terminal.waitFor('acabado');
    expect(terminal.text()).toContain(`código ${code}`);
    expect(terminal.modes()).toEqual(NORMAL);
    expect(terminal.text()).toMatch(/[^-]icanon/);
  });
});

describe('the sale screen', () => {
  let database: TestDatabase;
  let home: string;
  let products: readonly { name: string; code: string }[];

  beforeAll(async () => {
    database = await freshDatabase({ seed: 'demo' });
    home = mkdtempSync(join(tmpdir(), 'pos-keys-'));
    products = await database
      .owner('productos')
      .where('estado', 'Activo')
      .where('stock_actual', '>', 5)
      .orderBy('id_producto')
      .limit(3)
      .select({ name: 'nombre', code: 'codigo' });
  });
  afterAll(async () => {
    await database?.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** `pos` below a shell that stays, signed in; its process id is in `<home>/pid`. */
  const till = async (): Promise<TestTerminal> => {
    const inner = 'echo $$ > "$1"; exec "$0"';
    const script = `sh -c '${inner}' "$0" "$1"; echo "código $?"; stty -a; echo acabado; read _`;
    const terminal = track(
      openTerminal({
        command: '/bin/sh',
        args: ['-c', script, POS, join(home, 'pid')],
        env: { ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home },
      }),
    );
    await terminal.waitFor('Contraseña');
    // Whole lines at once, as a pasting hand or a slow line sends them: at the form it is typing.
    terminal.write('cajero\r');
    await terminal.waitFor(/Usuario +cajero/);
    terminal.write('cajero-demo\r');
    await terminal.waitFor('FRECUENTES');
    return terminal;
  };

  it('adds every product of a burst of scans', async () => {
    const terminal = await till();
    terminal.write(products.map(({ code }) => `${code}\r\n`).join(''));
    await terminal.waitFor(/3 líneas · 3 unidades/);
    for (const { name } of products) expect(terminal.text()).toContain(name.slice(0, 12));
    terminal.write(products.map(({ code }) => `\x02${code}\x03`).join(''));
    await terminal.waitFor(/3 líneas · 6 unidades/);
  });

  it('searches what is pasted, and takes arrow keys that come in pieces', async () => {
    const terminal = await till();
    terminal.write('\x1b[200~galleta\x1b[201~');
    await terminal.waitFor(/› galleta/);
    await terminal.waitFor(
      (_, screen) => screen.filter((line) => /› \S/.test(line)).length === 2,
      'a selected result',
    );
    const selected = (): string => terminal.screen().findLast((line) => /^ › /.test(line)) ?? '';
    const first = selected();
    for (const piece of ['\x1b[', '1;', '1B']) terminal.write(piece);
    await terminal.waitFor(() => selected() !== first, 'the next result selected');
    for (const piece of ['\x1bO', 'A']) terminal.write(piece);
    await terminal.waitFor(() => selected() === first, 'the first result selected again');
  });

  it('says when the window is too small, and comes back with the cart', async () => {
    const terminal = await till();
    terminal.scan(products[0]?.code ?? '');
    await terminal.waitFor(/1 línea · 1 unidad/);
    terminal.resize(60, 20);
    await terminal.waitFor('La ventana es demasiado pequeña.');
    terminal.resize(80, 24);
    await terminal.waitFor(/1 línea · 1 unidad/);
    expect(terminal.text()).not.toContain('demasiado pequeña');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('gives the terminal back on %s in the middle of a sale', async (signal, code) => {
    const terminal = await till();
    terminal.scan(products[0]?.code ?? '');
    await terminal.waitFor(/1 línea · 1 unidad/);
    expect(terminal.modes()).toEqual({ alternateScreen: true, bracketedPaste: true, cursorHidden: true });
    process.kill(Number(readFileSync(join(home, 'pid'), 'utf8')), signal);
    await terminal.waitFor('acabado');
    expect(terminal.text()).toContain(`código ${code}`);
    expect(terminal.modes()).toEqual(NORMAL);
    expect(terminal.text()).toMatch(/[^-]icanon/);
    expect(terminal.text()).toMatch(/[^-]echo /);
  });
});
