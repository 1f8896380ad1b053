import { tendRollUps } from '../../adapters/db/roll-ups.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { progressLine } from '../progress-line.ts';

/** Exit code 3 when the sums are not those of the sales. */
export const tendDatabaseRollUps = async (
  context: CliContext,
  flags: ConfigFlags & OutputFlags & { readonly rebuild?: boolean },
): Promise<void> => {
  const t = context.messages.cli.report.rollUps;
  const rebuild = flags.rebuild === true;
  const line = progressLine();
  try {
    const { figures, firstDay, mended } = await tendRollUps(
      context.config(flags),
      rebuild,
      (step) => context.say(context.messages.server.progress[step]),
      (done, total) => line.show(t.step(done, total)),
    );
    line.clear();
    const sound = figures === 0;
    const text = () =>
      !sound ? t.different(figures, firstDay ?? '') : mended > 0 ? t.rebuilt(mended) : t.sound;
    const data = { rehechos: rebuild, corregidos: mended, diferencias: figures, desde: firstDay };
    context.present({ data, text }, flags);
    if (!sound) context.exitWith(3);
  } finally {
    line.clear();
  }
};
