import { PassThrough } from 'node:stream';
import { render } from 'ink';
import TextInput from 'ink-text-input';
import { type ReactNode, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/tui/keys/decode.ts';
import { frontOf } from '../../src/tui/office/view.ts';
import { form } from '../support/office-pages.ts';

/*
 * Why the forms edit their text themselves (src/tui/office/edit.ts) and not with ink-text-input: the same keys, read by both.
 * The package keeps value and cursor in a component that is drawn between two keys, so whatever one read holds besides
 * plain characters is applied to a text that is out of date; and it counts code units, knows no Home, End or Delete, and
 * lets its cursor leave the text. A version that does better fails here, and may then take our place.
 */

const [LEFT, RIGHT, HOME, END, DELETE, BACKSPACE] = [
  '\x1b[D',
  '\x1b[C',
  '\x1b[H',
  '\x1b[F',
  '\x1b[3~',
  '\x7f',
];

/** What is in the field, the reads that arrive one after the other, and what must be in it then. */
const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
  ['characters and Backspace in one read', '', [`abc${BACKSPACE}d`], 'abd'],
  ['characters and an arrow in one read', '', [`abc${LEFT}X`], 'abXc'],
  ['two arrows in one read', 'abc', [`${LEFT}${LEFT}X`], 'aXbc'],
  ['an arrow too many at the beginning', 'abc', [LEFT, LEFT, LEFT, LEFT, 'X'], 'Xabc'],
  ['an arrow too many at the end', 'abc', [RIGHT, 'X', 'Y'], 'abcXY'],
  ['Delete', 'abc', [LEFT, DELETE], 'ab'],
  ['Home and End', 'abc', [HOME, 'X', END, 'Y'], 'XabcY'],
  ['an emoji erased', '', ['😀', BACKSPACE], ''],
  ['an emoji beside the cursor', '', ['a😀', LEFT, 'X'], 'aX😀'],
];

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

const Field = ({ initial, took }: { initial: string; took: (text: string) => void }): ReactNode => {
  const [shown, show] = useState(initial);
  const take = (text: string): void => {
    took(text);
    show(text);
  };
  return <TextInput value={shown} onChange={take} />;
};

const byPackage = async (initial: string, reads: readonly string[]): Promise<string> => {
  const nothing = (): void => {};
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: nothing,
    ref: nothing,
    unref: nothing,
  });
  const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  stdout.resume();
  let value = initial;
  const app = render(
    <Field
      initial={initial}
      took={(text) => {
        value = text;
      }}
    />,
    {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      patchConsole: false,
      interactive: true,
    },
  );
  await pause(30);
  for (const read of reads) {
    stdin.write(read);
    await pause(15);
  }
  await pause(30);
  app.unmount();
  return value;
};

const byOurs = (initial: string, reads: readonly string[]): string | undefined => {
  const driver = form().press('tab', 'ctrl-u').type(initial);
  const decoder = new Decoder();
  let now = 0;
  for (const read of reads) {
    now += 1_000;
    driver.send(...decoder.push(Buffer.from(read), now), ...decoder.flush(now + 900));
  }
  return frontOf(driver.state)?.form?.values.nombre;
};

describe.each(CASES)('%s', (_, initial, reads, wanted) => {
  it('is right in our field, and wrong in ink-text-input', async () => {
    expect(byOurs(initial, reads)).toBe(wanted);
    expect(await byPackage(initial, reads)).not.toBe(wanted);
  });
});
