import { setDayCut } from '../../app/day-cut.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';

const asTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Says when a business day ends; with a time, an admin sets it. */
export const dayCut = (
  context: CliContext,
  cut: string | undefined,
  flags: PersonFlags & OutputFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const set =
      cut === undefined
        ? asTime((await services.stores.store()).dayCutMinutes)
        : unwrap(
            await setDayCut(
              services,
              { actor: await context.asPerson(opened, flags, 'settings.edit'), grant: null },
              cut,
            ),
          );
    const t = context.messages.cli.report.dayCut;
    context.present({ data: { corte_dia: set }, text: () => t.is(set) }, flags);
  });
