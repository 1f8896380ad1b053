import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERROR_CLASSES } from '../../src/domain/errors.ts';
import { messages } from '../support/words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');
const MAX_LINES = 260;

/** src/README.md, "Rooms and the direction of imports". */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  app: ['app', 'domain'],
  adapters: ['adapters', 'app', 'domain'],
  i18n: ['i18n', 'domain'],
  tui: ['tui', 'app', 'domain', 'i18n'],
  cli: ['cli', 'tui', 'adapters', 'app', 'domain', 'i18n'],
};

/** Rooms that run without a computer, and those that must not know how data is stored or printed. */
const LIBRARIES: Readonly<Record<string, RegExp>> = {
  domain: /^$/,
  app: /^node:crypto$/,
  i18n: /^$/,
};

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file: file.split(sep).join('/'), text: readFileSync(join(SRC, file), 'utf8') }));

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:^(?:import|export)\b[^;']*\bfrom\s*|^import\s*|\bimport\(\s*)'([^']+)'/gm)].flatMap(
    ([, path]) => path ?? [],
  );

const roomOf = (file: string): string => file.split('/')[0] ?? '';

/** The imported file's path below src, or null for a library and for what lies beside src. */
const resolved = (file: string, path: string): string | null => {
  if (!path.startsWith('.')) return null;
  const target = relative(SRC, join(SRC, file, '..', path))
    .split(sep)
    .join('/');
  return target.startsWith('..') ? null : target;
};

describe('the house', () => {
  it('has the rooms that its plan names', () => {
    expect([...new Set(sources.map(({ file }) => roomOf(file)))].sort()).toEqual(
      Object.keys(MAY_IMPORT).sort(),
    );
  });

  it('has arrows that all point down', () => {
    const wrong = sources.flatMap(({ file, text }) =>
      importsOf(text).flatMap((path) => {
        const target = resolved(file, path);
        const allowed = MAY_IMPORT[roomOf(file)] ?? [];
        return target === null || allowed.includes(roomOf(target)) ? [] : `${file} imports ${target}`;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps libraries and the computer out of the rooms that need none', () => {
    const wrong = sources.flatMap(({ file, text }) => {
      const allowed = LIBRARIES[roomOf(file)];
      return importsOf(text)
        .filter((path) => !path.startsWith('.') && allowed !== undefined && !allowed.test(path))
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has no circle of imports, of types neither', () => {
    const arrows = new Map(
      sources.map(({ file, text }) => [file, importsOf(text).flatMap((path) => resolved(file, path) ?? [])]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of arrows.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const { file } of sources) visit(file, []);
    expect(circles).toEqual([]);
  });

  it(`has no file longer than ${MAX_LINES} lines`, () => {
    const long = sources
      .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('writes to the console only at the command line', () => {
    const loud = sources.filter(({ file, text }) => roomOf(file) !== 'cli' && /\bconsole\.\w+\(/.test(text));
    expect(loud.map(({ file }) => file)).toEqual([]);
  });
});

/** Every leaf with its kind and, for a function, how many values it takes. */
const shape = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((each, at) => shape(each, `${path}[${at}]`));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, each]) => shape(each, path === '' ? key : `${path}.${key}`));
  }
  return [`${path}: ${typeof value}`];
};

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
};

describe('languages', () => {
  const es = messages('es');
  const en = messages('en');

  it('have the same words, of the same kind', () => {
    expect(shape(en).sort()).toEqual(shape(es).sort());
  });

  it('leave nothing empty', () => {
    expect([...strings(es), ...strings(en)].filter((text) => text.trim() === '')).toEqual([]);
  });

  it.each(['es', 'en'] as const)('have a sentence for every error: %s', (language) => {
    const { errors } = messages(language);
    for (const code of Object.keys(ERROR_CLASSES)) {
      const sentence = errors[code as keyof typeof ERROR_CLASSES]({});
      expect(sentence, code).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence, code).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('do not repeat the Spanish sentence in English', () => {
    const same = Object.keys(ERROR_CLASSES).filter((code) => {
      const key = code as keyof typeof ERROR_CLASSES;
      return en.errors[key]({}) === es.errors[key]({});
    });
    expect(same).toEqual([]);
  });
});
