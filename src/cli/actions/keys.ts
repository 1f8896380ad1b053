import { keyLabel, scopeTitle } from '../../tui/key-labels.ts';
import { entriesOf, KEYS, scopesOf } from '../../tui/keymap.ts';
import type { CliContext } from '../context.ts';
import { pairs } from '../table.ts';

/** The key table of the sale screen, by place, as its help shows it. */
export const showKeys = (context: CliContext): void => {
  const { messages } = context;
  const { keys } = messages.screen;
  const places = [...new Set(KEYS.flatMap((entry) => [...scopesOf(entry)]))];
  const blocks = places.map((place) => {
    const lines = entriesOf(place).map(
      (entry) =>
        [`  ${entry.keys.map((key) => keyLabel(key, messages)).join(', ')}`, keys[entry.id]] as const,
    );
    return `${scopeTitle(place, messages)}\n${pairs(lines)}`;
  });
  context.out(`${blocks.join('\n\n')}\n`);
};
