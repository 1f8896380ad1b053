import { backup } from './es/backup.ts';
import { cli } from './es/cli.ts';
import { config } from './es/config.ts';
import { demo } from './es/demo.ts';
import { doctor } from './es/doctor.ts';
import { errors } from './es/errors.ts';
import { man } from './es/man.ts';
import { notify } from './es/notify.ts';
import { office } from './es/office.ts';
import { printing } from './es/printing.ts';
import { receipt } from './es/receipt.ts';
import { reports } from './es/reports.ts';
import { screen } from './es/screen.ts';
import { server } from './es/server.ts';
import { setup } from './es/setup.ts';
import { sifen } from './es/sifen.ts';
import type { Language } from './language.ts';

/** Spanish, the source: every other language has the same keys. */
export const es = {
  language: 'es' as Language,
  errors,
  backup,
  screen,
  cli,
  config,
  demo,
  doctor,
  man,
  notify,
  office,
  printing,
  reports,
  server,
  receipt,
  setup,
  sifen,
};

export type Messages = typeof es;
