import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../src/cli/actions/man-page.ts';
import { processContext } from '../../src/cli/main-context.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { LANGUAGES, type Language } from '../../src/i18n/index.ts';
import { ROOT } from '../support/built.ts';

const pageIn = async (language: Language): Promise<{ readonly program: Command; readonly page: string }> => {
  const context = await processContext({ HOME: '/nowhere' }, language);
  const program = buildProgram(context);
  return { program, page: manPage(program, context.messages, '2026-11-26') };
};
const pages = { es: await pageIn('es'), en: await pageIn('en') };

const hasTool = (name: string): boolean => spawnSync(name, ['--help']).error === undefined;

describe.each(LANGUAGES)('the manual (%s)', (language) => {
  const { program, page } = pages[language];

  it('has a section for every command, with all its options and examples', () => {
    const text = page.replaceAll('\\-', '-').replaceAll('\\e', '\\').replaceAll('\\(dq', '"');
    const visit = (command: Command, path: string): void => {
      const help = command.createHelp();
      if (path !== 'pos') expect(text).toContain(`.SS "${path}"\n${command.description().split('\n')[0]}`);
      for (const { flags, long, description } of help.visibleOptions(command)) {
        if (long === '--help') continue;
        expect(text, `${path} ${flags}`).toContain(`.TP\n.B "${flags}"\n${description}`);
        if (path !== 'pos')
          expect(text, `${path} ${flags}`).toMatch(new RegExp(`^${path}[ \\[].*${long}\\b`, 'm'));
      }
      for (const child of help.visibleCommands(command)) visit(child, `${path} ${child.name()}`);
    };
    visit(program, 'pos');
    expect(text).toMatch(/^ +pos sale register --file (venta|sale)\.json$/m);
  });

  it('names every variable that there is', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const known = new Set(example.match(/\bPOS_[A-Z0-9_]+\b/g));
    known.delete('POS_TEST_DATABASE_URL');
    const told = [...page.matchAll(/^\.B "(POS_\w+)"$/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual([...known].sort());
  });

  it.skipIf(!hasTool('mandoc'))(
    'has nothing that mandoc warns of (skipped where it is not installed)',
    () => {
      const lint = spawnSync('mandoc', ['-Tlint', '-Wwarning'], { input: page, encoding: 'utf8' });
      expect([lint.status, lint.stdout]).toEqual([0, '']);
    },
  );

  it.skipIf(!hasTool('groff'))('is read by groff without a word (skipped where it is not installed)', () => {
    const read = spawnSync('groff', ['-man', '-Tutf8', '-Kutf8', '-ww', '-rLL=80n'], {
      input: page,
      encoding: 'utf8',
    });
    expect([read.status, read.stderr]).toEqual([0, '']);
    expect(read.stdout).toContain('cantina-pos');
  });
});
