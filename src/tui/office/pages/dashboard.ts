import { readDashboard } from '../../../app/dashboard.ts';
import type { Dashboard } from '../../../domain/dashboard.ts';
import { page } from '../page.ts';
import { comparedLine, dashboardRows, daySum } from './dashboard-rows.ts';
import type { PageSet } from './page-set.ts';

/** What the frame around a page takes of the window's width. */
const FRAME = 4;

export const dashboardPages: PageSet = {
  dashboard: page<Dashboard>({
    permission: 'dashboard.read',
    load: ({ services, actor }) => readDashboard(services, actor, null),
    view: (data, { words, columns }) => ({
      kind: 'text',
      title: words.office.titles.dashboard,
      aside: daySum(data),
      note: [[[comparedLine(data, words.office.dashboard), 'dim']]],
      rows: dashboardRows(data, columns - FRAME, words.office.dashboard),
    }),
    everySeconds: 5,
  }),
};
