import { readDashboard } from '../../app/dashboard.ts';
import { comparedLine, dashboardRows } from '../../tui/office/pages/dashboard-rows.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { dashboardView } from '../views-dashboard.ts';

/** A pipe has no width: as on the screen of a terminal that is not narrow. */
const MOST_COLUMNS = 100;

export const showDashboard = (
  context: CliContext,
  flags: PersonFlags & OutputFlags & { readonly date?: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const reader = await context.asReader(opened, flags, 'dashboard.read');
    const data = unwrap(await readDashboard(opened.services, reader, flags.date ?? null));
    const t = context.messages.office.dashboard;
    context.present(
      {
        data: dashboardView(data),
        text: (width) =>
          [
            comparedLine(data, t),
            ...dashboardRows(data, Math.min(width, MOST_COLUMNS), t).map((line) =>
              line
                .map(([text]) => text)
                .join('')
                .trimEnd(),
            ),
          ].join('\n'),
      },
      flags,
    );
  });
