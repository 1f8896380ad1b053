import { PosFailure } from '../../domain/errors.ts';
import { width } from '../../tui/text.ts';
import type { Config, ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { tellWhenSlow } from '../slow-work.ts';
import { backupCheck } from './doctor-backups.ts';
import { bad, type Check, type Words } from './doctor-checks.ts';
import { invoicingCheck } from './doctor-invoices.ts';
import {
  configCheck,
  diskChecks,
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

/** Lines of at most so many columns, further ones indented; what has no spaces, a path or an address, stays whole. */
const folded = (text: string, first: string, columns: number): string => {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (width(longer) <= columns || line.trim() === '') line = longer;
    else {
      lines.push(line);
      line = `    ${word}`;
    }
  }
  return [...lines, line].join('\n');
};

/** A sentence with one full stop, whether its text brings one or not. */
const stopped = (text: string): string => `${text.replace(/\.$/, '')}.`;

const lines = (t: Words, check: Check, columns: number): string =>
  [
    folded(`${check.name}: ${check.result} (${t.states[check.state]})`, MARKS[check.state], columns),
    folded(stopped(check.meaning), '    ', columns),
    ...(check.remedy ? [folded(stopped(`${t.remedy} ${check.remedy}`), '    ', columns)] : []),
  ].join('\n');

/** What hurts most stands last: beside the summary, where one looks. */
const ORDER = ['ok', 'skip', 'warn', 'fail'] as const;

const shown = (t: Words, checks: readonly Check[], columns: number): string =>
  ORDER.flatMap((state) => checks.filter((check) => check.state === state))
    .map((check) => lines(t, check, columns))
    .join('\n');

/** Settings that cannot be understood are a finding; without them nothing else can be opened. */
const configOr = (context: CliContext, flags: ConfigFlags): Config | Check => {
  try {
    return context.config(flags);
  } catch (error) {
    if (!(error instanceof PosFailure)) throw error;
    const { code, params } = error.error;
    const words = context.messages.doctor.config;
    const sentence = context.messages.errors[code](params).replace(/\.$/, '');
    return bad('fail', 'configuracion', words.name, sentence, words.broken, words.brokenRemedy);
  }
};

/** Checks of a machine whose settings are understood. */
const checksOf = async (
  context: CliContext,
  flags: ConfigFlags,
  config: Config,
): Promise<readonly Check[]> => {
  const { messages } = context;
  const t = messages.doctor;
  return [
    configCheck(t, config),
    ...(process.stdout.isTTY ? [displayCheck(t, config, context.env.TERM ?? '')] : []),
    homeCheck(t, config.home),
    ...diskChecks(t, config),
    ...(await storeChecks(context, flags)),
    await printerCheck(messages, config),
    await backupCheck(messages, config, Date.now()),
  ];
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
  const config = configOr(context, flags);
  const { columns: cells, rows, isTTY } = process.stdout;
  const checks: readonly Check[] = [
    runtimeCheck(t, process.versions.node),
    terminalCheck(t, isTTY ? { columns: cells, rows } : null),
    ...('state' in config ? [config] : await checksOf(context, flags, config)),
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
    text: (columns) => `${shown(t, checks, columns)}\n\n${summary}`,
  };
};

/** `pos doctor`; exit code 4 when something keeps the till from selling. */
export const doctor = async (context: CliContext, flags: ConfigFlags & OutputFlags): Promise<void> => {
  const { ready, data, text } = await doctorReport(context, flags);
  context.present({ data, text }, flags);
  if (!ready) context.exitWith(4);
};
