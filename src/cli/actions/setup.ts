import { existsSync } from 'node:fs';
import { authorize } from '../../app/authorize.ts';
import { PosFailure } from '../../domain/errors.ts';
import type { Actor } from '../../domain/user.ts';
import { configFilePath } from '../config-file.ts';
import { writeSettings } from '../config-write.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { admin } from '../setup/admin.ts';
import { database } from '../setup/database.ts';
import { invoicing } from '../setup/invoicing.ts';
import { language } from '../setup/language.ts';
import { printer } from '../setup/printer.ts';
import { smtp } from '../setup/smtp.ts';
import { STEPS, type StepName } from '../setup/steps.ts';
import { store } from '../setup/store.ts';
import { tax } from '../setup/tax.ts';
import { tills } from '../setup/tills.ts';
import {
  type Desk,
  type EarlyStep,
  makeWizard,
  type SetupFlags,
  Skipped,
  type Step,
  type StepState,
  type StoreStep,
  type Wizard,
} from '../setup/wizard.ts';
import { unwrap } from '../unwrap.ts';
import { doctorReport } from './doctor.ts';

const EARLY: readonly EarlyStep[] = [language, database];
const LATER: readonly StoreStep[] = [admin, store, tax, tills, printer, smtp, invoicing];

interface Done {
  readonly step: StepName;
  readonly state: StepState;
}

/** For programs, in the language of the other documents. */
const STATES = {
  changed: 'cambiado',
  untested: 'sin_probar',
  serverless: 'sin_servidor',
  kept: 'igual',
  skipped: 'salteado',
  failed: 'fallido',
} as const;

/** Who acts: of a session, or whoever signs in now, by a name that is asked for. */
const signedIn = async (wizard: Wizard, opened: Opened): Promise<Actor> => {
  let { user } = wizard.flags;
  for (;;)
    try {
      return await wizard.context().asPerson(opened, { user }, 'settings.edit');
    } catch (error) {
      const again =
        error instanceof PosFailure &&
        ['SESION_REQUERIDA', 'CREDENCIALES_INVALIDAS', 'PERMISO_DENEGADO'].includes(error.error.code);
      if (!again || !wizard.asks || wizard.context().env.POS_PASSWORD) throw error;
      wizard.say(wizard.refusal(error));
      user =
        (await wizard.ask({
          text: wizard.words().who,
          present: user ?? '',
          judge: (typed) => ({ ok: true, value: typed }),
        })) ?? user;
    }
};

const deskOf = (wizard: Wizard, opened: Opened): Desk => {
  let known: Actor | null = null;
  return {
    opened,
    actor: async () => {
      known ??= await signedIn(wizard, opened);
      unwrap(authorize(known, 'settings.edit'));
      return known;
    },
    actsAs: (actor) => {
      known = actor;
    },
  };
};

/** One step under its title; left by its question, or failed, it does not keep the others from being done. */
const take = async (wizard: Wizard, step: Step, run: () => Promise<StepState>, at: string): Promise<Done> => {
  if (wizard.asks) wizard.say(`\n${at} ${wizard.words().titles[step.name]}`);
  try {
    return { step: step.name, state: await run() };
  } catch (error) {
    if (error instanceof Skipped) return { step: step.name, state: 'skipped' };
    if (!wizard.asks) throw error;
    wizard.say(wizard.refusal(error));
    return { step: step.name, state: 'failed' };
  }
};

const runSteps = async (wizard: Wizard, wanted: readonly StepName[]): Promise<readonly Done[]> => {
  const done: Done[] = [];
  const at = (): string => `${done.length + 1}/${wanted.length}`;
  for (const step of EARLY)
    if (wanted.includes(step.name)) done.push(await take(wizard, step, () => step.run(wizard), at()));
  const later = LATER.filter((step) => wanted.includes(step.name));
  if (later.length === 0) return done;
  await wizard.context().withServices({}, async (opened) => {
    const desk = deskOf(wizard, opened);
    for (const step of later) done.push(await take(wizard, step, () => step.run(wizard, desk), at()));
  });
  return done;
};

const finish = async (wizard: Wizard, done: readonly Done[]): Promise<void> => {
  const context = wizard.context();
  const words = wizard.words();
  const report = await doctorReport(context, {});
  const path = configFilePath(context.env);
  const file = existsSync(path) ? path : null;
  context.present(
    {
      data: {
        archivo: file,
        pasos: done.map(({ step, state }) => ({ paso: step, estado: STATES[state] })),
        ...report.data,
      },
      text: (columns) =>
        [
          words.done,
          ...done.map(
            ({ step, state }) =>
              `  ${words.titles[step]}: ${state === 'untested' ? words.untested(step) : words.states[state]}`,
          ),
          file === null ? words.noFile : words.file(file),
          '',
          report.text(columns),
        ].join('\n'),
    },
    wizard.flags,
  );
  if (!report.ready || done.some(({ state }) => state === 'failed' || state === 'untested'))
    context.exitWith(4);
};

/** From nothing to a store that can sell, or one step of that. Options are judged before anything is changed. */
export const setUp = async (
  first: CliContext,
  only: StepName | undefined,
  flags: SetupFlags,
): Promise<void> => {
  const wanted = only === undefined ? STEPS : [only];
  const named = first.env.POS_CONFIG;
  if (named && !existsSync(named)) writeSettings(named, {}, first.messages.config);
  const { processContext } = await import('../main-context.ts');
  const wizard = makeWizard(named ? await processContext(first.env, flags.lang) : first, flags);
  wizard.context().config();
  for (const step of [...EARLY, ...LATER]) if (wanted.includes(step.name)) step.check?.(wizard);
  if (wizard.asks) wizard.say(wizard.words().hello);
  await finish(wizard, await runSteps(wizard, wanted));
};
