import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { processContext } from '../../src/cli/main-context.ts';
import { buildProgram } from '../../src/cli/program.ts';

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

/** Takes a file, a public name or nothing: no secret, whatever it is called. */
const HARMLESS = new Set([
  'pos config get <key>',
  'pos config set <key>',
  'pos config unset <key>',
  'pos db restore --key',
  'pos db verify --key',
  'pos serve --tls-key',
  'pos token revoke <token>',
  // The number of the security code, which stands on each invoice.
  'pos invoice setup --csc-id',
]);

test('no option or argument takes a secret: whoever lists the processes of a machine would read it', async () => {
  const found = leaves(buildProgram(await processContext({}, 'es'))).flatMap((command) => [
    ...command.options
      .filter((option) => option.required || option.optional)
      .map((option) => `${nameOf(command)} ${option.long}`),
    ...command.registeredArguments.map((argument) => `${nameOf(command)} <${argument.name()}>`),
  ]);
  expect(found.length).toBeGreaterThan(300);
  const secret = found.filter((place) =>
    /(?:^|[-<])(?:password|secret|pin|clave|key|token|proof|csc|credential)/i.test(
      place.split(' ').at(-1) ?? '',
    ),
  );
  expect(secret.sort()).toEqual([...HARMLESS].sort());
});
