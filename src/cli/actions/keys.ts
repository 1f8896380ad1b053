import { keyLabel, scopeTitle } from '../../tui/key-labels.ts';
import { entriesOf } from '../../tui/keymap.ts';
import { HELP_SCOPES } from '../../tui/panels/help.ts';
import type { CliContext } from '../context.ts';
import { json } from '../output.ts';
import { pairs } from '../table.ts';

/** The table of keys, place by place, as the screen's help shows it. */
export const showKeys = (context: CliContext, flags: { readonly json?: boolean }): void => {
  const { messages } = context;
  const { keys } = messages.screen;
  const places = HELP_SCOPES.map((place) => ({
    place,
    title: scopeTitle(place, messages),
    entries: entriesOf(place).map((entry) => ({
      id: entry.id,
      labels: entry.keys.map((key) => keyLabel(key, messages)),
      does: keys[entry.id],
    })),
  })).filter(({ entries }) => entries.length > 0);
  if (flags.json) {
    const rows = places.flatMap(({ place, title, entries }) =>
      entries.map(({ id, labels, does }) => ({
        ambito: place,
        lugar: title,
        orden: id,
        teclas: labels,
        accion: does,
      })),
    );
    context.out(json(rows));
    return;
  }
  const blocks = places.map(({ title, entries }) => {
    const lines = entries.map(({ labels, does }) => [`  ${labels.join(', ')}`, does] as const);
    return `${title}\n${pairs(lines)}`;
  });
  context.out(`${blocks.join('\n\n')}\n`);
};
