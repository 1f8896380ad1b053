import type { Command } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { registerAudit } from './commands/audit.ts';
import { registerCard } from './commands/card.ts';
import { registerClient } from './commands/client.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerConfig } from './commands/config.ts';
import { registerDashboard } from './commands/dashboard.ts';
import { registerDb } from './commands/db.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerHelp } from './commands/help.ts';
import { registerImports } from './commands/imports.ts';
import { registerInvoice } from './commands/invoice.ts';
import { registerLogs } from './commands/logs.ts';
import { registerNotify } from './commands/notify.ts';

import { registerPrint } from './commands/print.ts';
import { registerProduct } from './commands/product.ts';
import { registerAllergen, registerCategory } from './commands/product-edit.ts';
import { registerReport } from './commands/report.ts';
import { registerSale } from './commands/sale.ts';
import { registerSell } from './commands/sell.ts';
import { registerServe, registerToken } from './commands/serve.ts';
import { registerSession } from './commands/session.ts';
import { registerSetup } from './commands/setup.ts';
import { registerShift } from './commands/shift.ts';
import { registerStock } from './commands/stock.ts';
import { registerStudent } from './commands/student.ts';
import { registerTill } from './commands/till.ts';
import { registerUser } from './commands/user.ts';
import { registerWebhook } from './commands/webhook.ts';
import type { CliContext } from './context.ts';
import { baseProgram, examples } from './usage.ts';

/** Every command, declared and not run: nothing heavy is loaded for it. */
export const buildProgram = (context: CliContext): Command => {
  const t = context.messages.cli;
  const program = baseProgram(t, {
    out: context.out,
    err: (text) => void process.stderr.write(text),
  })
    .description(t.help.description)
    .version(pkg.version, '-V, --version', t.help.version)
    .option('--lang <es|en>', t.options.lang)
    .addHelpText('after', examples(t, t.help.examplesOfPos));
  registerSell(program, context);
  registerDemo(program, context);
  registerSale(program, context);
  registerCard(program, context);
  registerDashboard(program, context);
  registerReport(program, context);
  registerProduct(program, context);
  registerCategory(program, context);
  registerAllergen(program, context);
  registerStock(program, context);
  registerClient(program, context);
  registerStudent(program, context);
  registerImports(program, context);
  registerShift(program, context);
  registerInvoice(program, context);
  registerAudit(program, context);
  registerPrint(program, context);
  registerNotify(program, context);
  registerDb(program, context);
  registerSession(program, context);
  registerUser(program, context);
  registerTill(program, context);
  registerSetup(program, context);
  registerConfig(program, context);
  registerServe(program, context);
  registerToken(program, context);
  registerWebhook(program, context);
  registerDoctor(program, context);
  registerLogs(program, context);
  registerCompletion(program, context);
  registerHelp(program, context);
  return program;
};
