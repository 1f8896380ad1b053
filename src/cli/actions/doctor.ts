import { PosFailure } from '../../domain/errors.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { tellWhenSlow } from '../slow-work.ts';
import { backupCheck } from './doctor-backups.ts';
import { bad, type Check, type Words } from './doctor-checks.ts';
import { invoicingCheck } from './doctor-invoices.ts';
import {
  configCheck,
  diskCheck,
  displayCheck,
  homeCheck,
  runtimeCheck,
  terminalCheck,
} from './doctor-machine.ts';
import { printerCheck } from './doctor-printer.ts';
import { openStoreChecks } from './doctor-store.ts';

/** States as programs read them, in any language. */
const STATES = { ok: 'bien', warn: 'aviso', fail: 'falla', skip: 'sin_revisar' } as const;
const MARKS = { ok: '✓', warn: '!', fail: '✗', skip: '·' } as const;

/** A database that cannot be used is a finding, not the end of the examination. */
const storeChecks = async (context: CliContext, flags: ConfigFlags): Promise<readonly Check[]> => {
  const t = context.messages.doctor;
  const line = progressLine();
  const slowly = <T>(work: Promise<T>): Promise<T> =>
    tellWhenSlow(work, () => line.show(t.looking)).finally(line.clear);
  try {
    return await context.withServices(flags, async (opened) => [
      ...(await slowly(openStoreChecks(t, opened))),
      await invoicingCheck(context, opened),
    ]);
  } catch (error) {
    if (!(error instanceof PosFailure)) throw error;
    const { code, params } = error.error;
    const sentence = context.messages.errors[code](params);
    // Where the database is the newer one, the sentence says itself what is to be done.
    const newer = code === 'BASE_SIN_MIGRAR' && params.detalle === 'posterior';
    const remedy = code === 'BASE_SIN_MIGRAR' ? t.migrations.pendingRemedy : t.database.refusedRemedy;
    const found = bad('fail', 'base', t.database.name, sentence, t.database.refused, remedy);
    return [newer ? { ...found, remedy: null } : found];
  }
};

const lines = (t: Words, check: Check): string => {
  const head = `${MARKS[check.state]} ${check.name}: ${check.result} (${t.states[check.state]})`;
  const remedy = check.remedy ? `\n    ${t.remedy} ${check.remedy}.` : '';
  return `${head}\n    ${check.meaning}.${remedy}`;
};

/** What the doctor found, to be shown alone or at the end of something else. */
export interface Report {
  /** Nothing keeps the till from selling. */
  readonly ready: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: (columns: number) => string;
}

/** Looks at everything that the till needs. */
export const doctorReport = async (context: CliContext, flags: ConfigFlags): Promise<Report> => {
  const { messages } = context;
  const t = messages.doctor;
  const config = context.config(flags);
  const { columns, rows, isTTY } = process.stdout;
  const checks: readonly Check[] = [
    runtimeCheck(t, process.versions.node),
    configCheck(t, config),
    terminalCheck(t, isTTY ? { columns, rows } : null),
    ...(isTTY ? [displayCheck(t, config, context.env.TERM ?? '')] : []),
    homeCheck(t, config.home),
    diskCheck(t, config.home),
    ...(await storeChecks(context, flags)),
    await printerCheck(messages, config),
    await backupCheck(messages, config, Date.now()),
  ];
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  const summary = t.summary(count('fail'), count('warn'));
  return {
    ready: count('fail') === 0,
    data: {
      lista: count('fail') === 0,
      revisiones: checks.map((check) => ({
        revision: check.id,
        estado: STATES[check.state],
        resultado: check.result,
        significado: check.meaning,
        remedio: check.remedy,
      })),
    },
    text: () => `${checks.map((check) => lines(t, check)).join('\n')}\n\n${summary}`,
  };
};

/** `pos doctor`; exit code 4 when something keeps the till from selling. */
export const doctor = async (context: CliContext, flags: ConfigFlags & OutputFlags): Promise<void> => {
  const { ready, data, text } = await doctorReport(context, flags);
  context.present({ data, text }, flags);
  if (!ready) context.exitWith(4);
};
