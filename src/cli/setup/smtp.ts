import { parseSmtp, type SmtpSetting, smtpPlace } from '../../adapters/mail/setting.ts';
import { editStore } from '../../app/edit-store.ts';
import { isEmail } from '../../domain/email.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { checkSmtp, sendTest } from '../actions/notify-mails.ts';
import { readConfigFile } from '../config-file.ts';
import { unwrap } from '../unwrap.ts';
import { askFields, checkFields } from './store.ts';
import { byOf, type Desk, type StepState, type StoreStep, type Wizard } from './wizard.ts';

const refused = (campo: string, detalle: string) =>
  fail(posError('CONFIGURACION_INVALIDA', { campo, detalle, valor: '' }));

/** An address of a server without a password in it: that is asked for without echo. */
const judgeUrl = (typed: string): Result<string> => {
  if (typed === '') return ok('');
  if (URL.canParse(typed) && new URL(typed).password !== '') return refused('smtp_url', 'clave_a_la_vista');
  const parsed = parseSmtp({ url: typed, password: null, from: 'nadie@ejemplo.com' });
  return parsed.ok ? ok(typed) : refused('smtp_url', parsed.error.detail);
};

const judgeEmail = (typed: string): Result<string> =>
  isEmail(typed) ? ok(typed) : fail(posError('EMAIL_INVALIDO', { valor: typed.slice(0, 80) }));

interface Settings {
  readonly smtp_url: string;
  readonly smtp_password: string | null;
  readonly smtp_from: string | null;
}

const settingOf = ({ smtp_url, smtp_password, smtp_from }: Settings): SmtpSetting => {
  const parsed = parseSmtp({ url: smtp_url, password: smtp_password, from: smtp_from });
  if (!parsed.ok) throw new PosFailure(refused(`smtp_${parsed.error.field}`, parsed.error.detail).error);
  if (!parsed.value) throw new PosFailure(posError('CORREO_SIN_SERVIDOR'));
  return parsed.value;
};

/** Without the password of a former address. */
const shownUrl = (smtp: SmtpSetting | null): string => {
  if (!smtp) return '';
  const [scheme, rest] = smtpPlace(smtp).split('://');
  return smtp.user === null ? `${scheme}://${rest}` : `${scheme}://${encodeURIComponent(smtp.user)}@${rest}`;
};

/** The server of the mail as it is to be; null: stays; 'none': there is to be none. */
const askServer = async (wizard: Wizard): Promise<Settings | 'none' | null> => {
  const { flags } = wizard;
  const words = wizard.words().smtp;
  const context = wizard.context();
  const present = context.config().smtp;
  if (wizard.asks && flags.smtpUrl === undefined) wizard.say(words.forms);
  const typed = await wizard.ask({
    text: words.url,
    present: shownUrl(present),
    judge: judgeUrl,
    given: flags.smtpUrl,
  });
  if (typed === '') return 'none';
  if (typed === null && flags.mailFrom === undefined && !(wizard.asks && present)) return null;
  const url = typed ?? shownUrl(present);
  const user = url === '' ? '' : decodeURIComponent(new URL(url).username);
  const inFile = unwrap(readConfigFile(context.env))?.values ?? {};
  const same = present !== null && new URL(url).host === new URL(shownUrl(present)).host;
  const known = context.env.POS_SMTP_PASSWORD || (same ? present?.password : null) || null;
  const password = user === '' ? null : ((await wizard.secret(words.password(known !== null))) ?? known);
  const sender = inFile.smtp_from ?? (isEmail(user) ? user : '');
  const from = await wizard.ask({
    text: words.from,
    present: sender,
    judge: judgeEmail,
    given: flags.mailFrom,
  });
  return { smtp_url: url, smtp_password: password, smtp_from: from ?? (sender || null) };
};

/** Asks again, where somebody is there, until the server answers. Throws CORREO, Skipped. */
const workingServer = async (wizard: Wizard): Promise<Settings | 'none' | null> => {
  for (;;)
    try {
      const settings = await askServer(wizard);
      if (settings === null || settings === 'none') return settings;
      const setting = settingOf(settings);
      wizard.say(wizard.words().smtp.trying(smtpPlace(setting)));
      const answer = await checkSmtp(setting);
      if (answer.kind === 'sent') return settings;
      throw new PosFailure(posError('CORREO', { causa: answer.reason }));
    } catch (error) {
      if (!wizard.asks || wizard.flags.smtpUrl !== undefined) throw error;
      wizard.say(wizard.refusal(error));
      if (!(await wizard.confirm(wizard.words().smtp.again, true))) return null;
    }
};

const test = async (wizard: Wizard, { opened }: Desk): Promise<boolean> => {
  const { smtp: setting } = wizard.context().config();
  const words = wizard.words().smtp;
  if (!setting) return true;
  const to = await wizard.ask({
    text: words.test,
    present: '',
    judge: judgeEmail,
    given: wizard.flags.mailTest,
  });
  if (to === null) return true;
  const { services } = opened;
  const sent = await sendTest(setting, await services.stores.store(), to, `prueba-${services.ids.uuid()}`);
  if (sent.kind === 'sent') wizard.say(words.sent(to));
  else wizard.say(wizard.refusal(new PosFailure(posError('CORREO', { causa: sent.reason }))));
  return sent.kind === 'sent';
};

export const smtp: StoreStep = {
  name: 'smtp',
  check: ({ flags }) => {
    if (flags.smtpUrl !== undefined) unwrap(judgeUrl(flags.smtpUrl));
    for (const address of [flags.mailFrom, flags.mailTest])
      if (address !== undefined) unwrap(judgeEmail(address));
    checkFields({ managerEmail: flags.managerEmail });
  },
  run: async (wizard, desk): Promise<StepState> => {
    const { services } = desk.opened;
    const settings = await workingServer(wizard);
    const kept =
      settings !== null &&
      (await wizard.keep(
        settings === 'none' ? { smtp_url: null, smtp_password: null, smtp_from: null } : { ...settings },
      ));
    const present = await services.storeSettings.read();
    const edit = await askFields(wizard, ['managerEmail'], present, {
      managerEmail: wizard.flags.managerEmail,
    });
    const told =
      edit.managerEmail === undefined ? [] : unwrap(await editStore(services, await byOf(desk), edit));
    const changed = kept || told.length > 0;
    if (!(await test(wizard, desk))) return changed ? 'untested' : 'failed';
    if (!changed) return 'kept';
    return wizard.context().config().smtp === null ? 'serverless' : 'changed';
  },
};
