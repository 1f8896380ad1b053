import type { OpenStep } from '../adapters/db/store-config.ts';
import { plain } from '../domain/csv-field.ts';
import type { PosFailure } from '../domain/errors.ts';
import { loadMessages, type Messages } from '../i18n/index.ts';
import { type Environment, loadConfig } from './config.ts';
import { readConfigFile } from './config-file.ts';
import type { CliContext } from './context.ts';
import { present } from './output.ts';
import { unwrap } from './unwrap.ts';

/** Width for tables: the window's, or wide enough for a pipe to lose nothing. */
const PIPE_COLUMNS = 200;

/** `--lang` wherever it stands: help and refusals need the language before the line is understood. */
export const languageFlag = (args: readonly string[]): string | undefined => {
  const joined = args.find((argument) => argument.startsWith('--lang='));
  if (joined) return joined.slice('--lang='.length);
  const at = args.indexOf('--lang');
  return at < 0 ? undefined : args[at + 1];
};

/** The context of this process. `lang` is what `languageFlag` found. */
export const processContext = async (env: Environment, lang: string | undefined): Promise<CliContext> => {
  const file = readConfigFile(env);
  const wanted = lang ?? (env.POS_LANG || (file.ok ? file.value?.values.lang : undefined));
  const messages = await loadMessages(wanted === 'en' ? 'en' : 'es');
  const context: CliContext = {
    messages,
    env,
    out: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(`${plain(text)}\n`),
    config: (flags = {}) => unwrap(loadConfig({ lang, ...flags }, env, unwrap(file))),
    withServices: async (flags, use, options = {}) => {
      const config = context.config(flags);
      const { openServices } = await import('./compose.ts');
      // A first start takes seconds and says so; a log of a scheduled command stays empty.
      // A server that dies later is started again without a word: the sale screen owns the terminal by then.
      let opening = true;
      const progress = process.stderr.isTTY
        ? { onProgress: (step: OpenStep) => void (opening && context.say(messages.server.progress[step])) }
        : {};
      const { service, ...store } = options;
      const echo = service ? (line: string) => void process.stderr.write(plain(line)) : undefined;
      const opened = await openServices(config, { ...store, ...progress, echo });
      opening = false;
      try {
        return await use(opened);
      } finally {
        await opened.close();
      }
    },
    asPerson: async (opened, flags, permission) => {
      const { whoActs } = await import('./person.ts');
      return whoActs(context, opened, flags, permission);
    },
    asReader: async (opened, flags, permission) =>
      flags.user === undefined ? 'system' : context.asPerson(opened, flags, permission),
    present: (presentation, flags) =>
      context.out(present(presentation, flags, process.stdout.columns ?? PIPE_COLUMNS)),
    exitWith: (code) => {
      process.exitCode = code;
    },
  };
  return context;
};

/** A refusal as its sentence, in the user's language. */
export const sentence = (messages: Messages, failure: PosFailure): string =>
  messages.errors[failure.error.code](failure.error.params);
