import { backup } from './en/backup.ts';
import { cli } from './en/cli.ts';
import { config } from './en/config.ts';
import { demo } from './en/demo.ts';
import { doctor } from './en/doctor.ts';
import { errors } from './en/errors.ts';
import { man } from './en/man.ts';
import { notify } from './en/notify.ts';
import { office } from './en/office.ts';
import { printing } from './en/printing.ts';
import { reports } from './en/reports.ts';
import { screen } from './en/screen.ts';
import { server } from './en/server.ts';
import { setup } from './en/setup.ts';
import { sifen } from './en/sifen.ts';
import { receipt } from './es/receipt.ts';
import type { Messages } from './es.ts';

/** English, the second interface language. Paper stays Spanish: receipts are the store's documents. */
export const en = {
  language: 'en',
  errors,
  screen,
  backup,
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
} satisfies Messages;
