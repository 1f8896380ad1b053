import { type Command, CommanderError } from 'commander';

/** Words of a line as a shell would take them apart, up to where its output goes elsewhere. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, bare]) => double ?? single ?? bare ?? '')
    .reduce<{ readonly words: readonly string[]; readonly ended: boolean }>(
      ({ words, ended }, word) =>
        ended || /^(\d?>+|[|&;])/.test(word) ? { words, ended: true } : { words: [...words, word], ended },
      { words: [], ended: false },
    ).words;

/** What Commander itself says of what follows `pos`: null where such a command, with such options, is there. Nothing is run. */
export const complaintOf = (program: Command, words: readonly string[]): string | null => {
  let command = program;
  let rest = [...words];
  try {
    for (;;) {
      const { operands, unknown } = command.parseOptions(rest);
      // A line without a noun opens the sale screen.
      const [name] = operands.length === 0 && command === program ? ['sell'] : operands;
      const child = command.commands.find((one) => one.name() === name);
      if (!child) {
        const [stranger] = unknown;
        if (stranger !== undefined) return `${command.name()}: ${stranger}`;
        const places = command.registeredArguments;
        const least = places.filter(({ required }) => required).length;
        const most = places.at(-1)?.variadic ? Number.POSITIVE_INFINITY : places.length;
        return operands.length < least || operands.length > most
          ? `${command.name()}: ${operands.join(' ')}`
          : null;
      }
      rest = [...operands.slice(1), ...unknown];
      command = child;
    }
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
};
