import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureHome } from '../../src/adapters/files/home.ts';
import { writeDocument } from '../../src/adapters/printer/devices/directory.ts';

const base = mkdtempSync(join(tmpdir(), 'pos-home-'));
afterAll(() => rmSync(base, { recursive: true }));

const refusal = (home: string): unknown => {
  try {
    ensureHome(home);
    return null;
  } catch (error) {
    return (error as { error: { params: { detalle: string } } }).error.params.detalle;
  }
};

describe.skipIf(process.platform === 'win32')('the data directory', () => {
  it('is made closed to others, and taken as it is when it is ours', () => {
    const home = join(base, 'a', 'b');
    expect(refusal(home)).toBeNull();
    expect(statSync(home).mode & 0o777).toBe(0o700);
    chmodSync(home, 0o750);
    expect(refusal(home)).toBeNull();
    expect(statSync(home).mode & 0o777).toBe(0o750);
    symlinkSync(home, join(base, 'link'));
    expect(refusal(join(base, 'link'))).toBeNull();
  });

  it('is refused where everybody may write, and where it is no directory', () => {
    const open = join(base, 'open');
    mkdirSync(open);
    chmodSync(open, 0o1777);
    expect(refusal(open)).toBe('hogar_abierto');
    writeFileSync(join(base, 'file'), '');
    expect(refusal(join(base, 'file'))).toBe('ruta');
    expect(refusal(join(base, 'file', 'below'))).toBe('ruta');
    symlinkSync(join(base, 'nowhere', 'at', 'all'), join(base, 'dangling'));
    expect(refusal(join(base, 'dangling', 'x'))).toEqual(expect.any(String));
  });

  it.skipIf(process.getuid?.() === 0)('is refused when it belongs to somebody else', () => {
    expect(refusal('/')).toBe('hogar_ajeno');
    expect(refusal('/usr/cantina-pos')).toBe('hogar_cerrado');
  });
});

describe.skipIf(process.platform === 'win32')('a directory as a printer', () => {
  it('does not write through a link that lies in its way', async () => {
    const victim = join(base, 'victim');
    writeFileSync(victim, 'untouched');
    for (const name of ['t.txt', 't.txt.part']) symlinkSync(victim, join(base, name));
    expect(await writeDocument(base, 't.txt', Buffer.from('ticket'))).toEqual({ state: 'confirmado' });
    expect([readFileSync(victim, 'utf8'), readFileSync(join(base, 't.txt'), 'utf8')]).toEqual([
      'untouched',
      'ticket',
    ]);
  });
});
