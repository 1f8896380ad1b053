import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
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
