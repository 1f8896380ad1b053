import { authorize } from '../../app/authorize.ts';
import type { InvoiceSetup } from '../../app/ports/invoices.ts';
import { type PosError, PosFailure, posError } from '../../domain/errors.ts';
import { isCscValue, type Place } from '../../domain/invoice/issuer.ts';
import {
  readSetup,
  SETUP_FIELDS,
  type SetupField,
  type SetupForm,
  setupFaults,
  setupForm,
} from '../../domain/invoice/setup-form.ts';
import { checkDocument } from '../../domain/ruc.ts';
import type { SifenSettings } from '../config.ts';
import { configFilePath } from '../config-file.ts';
import { writeSettings } from '../config-write.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { keyPairOf } from '../invoicing.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { ask } from '../prompt.ts';
import { unwrap } from '../unwrap.ts';
import { tillOf } from './till.ts';

interface SetupFlags extends PersonFlags, OutputFlags {
  readonly ruc?: string;
  readonly taxpayer?: string;
  readonly name?: string;
  readonly tradeName?: string;
  readonly activity?: readonly { readonly code: string; readonly description: string }[];
  readonly address?: string;
  readonly house?: number;
  readonly department?: number;
  readonly district?: Place;
  readonly city?: Place;
  readonly phone?: string;
  readonly email?: string;
  readonly timbrado?: string;
  readonly timbradoStart?: string;
  readonly establishment?: string;
  readonly point?: string;
  readonly cscId?: string;
  readonly environment?: string;
  readonly firstInvoice?: number;
  readonly firstNote?: number;
  readonly p12?: string;
  readonly on?: boolean;
  readonly off?: boolean;
}

const textOf = (flags: SetupFlags, field: SetupField): string | undefined => {
  const value = flags[field];
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if ('code' in value) return `${value.code}:${value.name}`;
  return value.map(({ code, description }) => `${code}:${description}`).join('; ');
};

/** The form with what came as options. */
const withFlags = (form: SetupForm, flags: SetupFlags): SetupForm => ({
  ...form,
  ...Object.fromEntries(
    SETUP_FIELDS.flatMap((field) => {
      const text = textOf(flags, field);
      return text === undefined ? [] : [[field, text]];
    }),
  ),
});

const wordsOf = ({ messages }: CliContext) => messages.cli.invoiceSetup;

/** A RUC of the right form whose digit is not its own: RUC_DIGITO says which it would be. */
const digitFault = (form: SetupForm, field: SetupField): PosError | null => {
  if (field !== 'ruc') return null;
  const checked = checkDocument(form.ruc);
  return !checked.ok && checked.error.code === 'RUC_DIGITO' ? checked.error : null;
};

const faultText = (context: CliContext, form: SetupForm, field: SetupField): string | null => {
  const t = wordsOf(context);
  const fault = setupFaults(form).find((one) => one.field === field);
  if (!fault) return null;
  const digit = digitFault(form, field);
  return digit
    ? context.messages.errors[digit.code](digit.params)
    : `${t.flags[field]}: ${t.faults[fault.problem]}`;
};

/** Asks field by field, each until it can be; null: nobody is there to answer. */
const askForm = async (context: CliContext, begun: SetupForm): Promise<SetupForm | null> => {
  const t = wordsOf(context);
  let form = begun;
  for (const field of SETUP_FIELDS)
    for (;;) {
      const typed = await ask(t.ask(t.flags[field], form[field]), true);
      if (typed === null) return null;
      // A blank keeps what is there; a hyphen empties it.
      const value = typed.trim() === '' ? form[field] : typed.trim() === '-' ? '' : typed.trim();
      form = { ...form, [field]: value };
      const wrong = faultText(context, form, field);
      if (wrong === null) break;
      context.say(wrong);
    }
  return form;
};

const refuseIncomplete = (context: CliContext, form: SetupForm): void => {
  const [first] = setupFaults(form);
  if (!first) return;
  const digit = digitFault(form, first.field);
  if (digit) throw new PosFailure(digit);
  const option = first.field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const code = first.problem === 'falta' ? 'DATO_REQUERIDO' : 'VALOR_INVALIDO';
  throw new PosFailure(
    posError(code, {
      campo: `--${option}`,
      valor: form[first.field],
      opciones: wordsOf(context).flags[first.field],
    }),
  );
};

interface Secrets {
  readonly p12: string | null;
  readonly password: string | null;
  readonly csc: string | null;
}

/** What was typed or named now and is to be kept; null: stays as it is. */
const askSecrets = async (
  context: CliContext,
  sifen: SifenSettings,
  flags: SetupFlags,
  interactive: boolean,
): Promise<Secrets> => {
  const t = wordsOf(context);
  const asked = async (question: string, echo: boolean): Promise<string | null> =>
    interactive ? ((await ask(question, echo)) ?? '').trim() || null : null;
  const p12 = flags.p12 ?? (await asked(t.ask(t.flags.p12, sifen.p12 ?? ''), true));
  const password = await asked(t.askSecret(t.secrets.password, sifen.password !== null), false);
  for (;;) {
    const csc = await asked(t.askSecret(t.secrets.csc, sifen.csc !== null), false);
    if (csc === null || isCscValue(csc)) return { p12, password, csc };
    context.say(`CSC: ${t.bad.cscForm}`);
  }
};

/** Before anything is kept: documents with such a CSC would all be rejected. Nothing of it is repeated. */
const refuseCsc = (csc: string | null): void => {
  if (csc !== null && !isCscValue(csc))
    throw new PosFailure(
      posError('CONFIGURACION_INVALIDA', { campo: 'POS_SIFEN_CSC', detalle: 'sifen_csc', valor: '' }),
    );
};

/** Opens the certificate before anything is kept: a wrong password changes nothing. */
const keepSecrets = async (
  context: CliContext,
  sifen: SifenSettings,
  secrets: Secrets,
): Promise<string | null> => {
  const { p12, password, csc } = secrets;
  if (p12 === null && password === null && csc === null) return null;
  const next = { ...sifen, p12: p12 ?? sifen.p12, password: password ?? sifen.password };
  if (next.p12 !== null) unwrap(await keyPairOf(next));
  const path = configFilePath(context.env);
  writeSettings(
    path,
    {
      ...(p12 === null ? {} : { sifen_p12: p12 }),
      ...(password === null ? {} : { sifen_p12_password: password }),
      ...(csc === null ? {} : { sifen_csc: csc }),
    },
    context.messages.config,
  );
  return path;
};

const setupOf = (form: SetupForm, tillId: number, flags: SetupFlags, on: boolean): InvoiceSetup => {
  const { emission, cscId } = readSetup(form);
  return {
    issuer: emission.issuer,
    timbrado: emission.timbrado,
    environment: emission.environment,
    cscId,
    points: [
      {
        tillId,
        ...emission.point,
        firstInvoice: flags.firstInvoice ?? null,
        firstNote: flags.firstNote ?? null,
      },
    ],
    on,
  };
};

/** Options that say something of the set-up; without any it is asked for. */
const saysSomething = (flags: SetupFlags): boolean =>
  [...SETUP_FIELDS, 'p12', 'on', 'off', 'firstInvoice', 'firstNote'].some(
    (name) => flags[name as keyof SetupFlags] !== undefined,
  );

export const setUpInvoicing = (context: CliContext, flags: SetupFlags): Promise<void> =>
  context.withServices(flags, async (opened: Opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    unwrap(authorize(actor, 'settings.edit'));
    const till = await tillOf(services, config.till);
    const settings = await services.invoices.settings();
    const begun = withFlags(setupForm(settings, till.id), flags);
    const interactive = !saysSomething(flags) && process.stdin.isTTY === true;
    const form = (interactive ? await askForm(context, begun) : begun) ?? begun;
    refuseIncomplete(context, form);
    const secrets = await askSecrets(context, config.sifen, flags, interactive);
    const on = flags.off ? false : (flags.on ?? (interactive || settings?.on === true));
    if (on) refuseCsc(secrets.csc ?? config.sifen.csc);
    const path = await keepSecrets(context, config.sifen, secrets);
    unwrap(await services.invoices.configure({ actor, grant: null }, setupOf(form, till.id, flags, on)));
    const t = wordsOf(context);
    const after = await services.invoices.settings();
    context.present(
      {
        data: {
          activa: on,
          ambiente: after?.environment,
          ruc: after?.issuer.ruc,
          timbrado: after?.timbrado?.number,
          puntos: after?.points.map((point) => ({
            caja: point.till,
            establecimiento: point.establishment,
            punto: point.point,
            ultima_factura: point.lastInvoice,
            ultima_nota: point.lastNote,
          })),
        },
        text: () => [...(path ? [t.secretsKept(path)] : []), t.done(on)].join('\n'),
      },
      flags,
    );
  });
