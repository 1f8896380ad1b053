import type { Permission } from '../domain/permissions.ts';
import type { Actor } from '../domain/user.ts';
import type { Messages } from '../i18n/index.ts';
import type { Config, ConfigFlags, Environment } from './config.ts';
import type { Opened } from './opened.ts';
import type { OutputFlags, Presentation } from './output.ts';

/*
 * How a command is made: `commands/<noun>.ts` exports a `Noun`, which declares its verbs with texts and examples from
 * i18n and nothing heavy; `program.ts` lists them. What a verb does is in `actions/<noun>.ts`, which is imported when
 * it runs, asks the context for what it needs, and throws `PosFailure` (or calls `unwrap`) to refuse: run.ts is the one
 * place that turns a refusal into a sentence, a JSON error and an exit code.
 */
export interface CliContext {
  readonly messages: Messages;
  readonly env: Environment;
  /** Data: standard output. */
  readonly out: (text: string) => void;
  /** Words for people: standard error, one line. */
  readonly say: (text: string) => void;
  /** Throws PosFailure CONFIGURACION_INVALIDA. */
  readonly config: (flags?: ConfigFlags) => Config;
  /** Opens the store, hands it over and closes it whatever happens. What a service logs goes to standard error, too. */
  readonly withServices: <T>(
    flags: ConfigFlags,
    use: (opened: Opened) => Promise<T>,
    options?: { readonly demo?: boolean; readonly service?: boolean; readonly patienceMs?: number },
  ) => Promise<T>;
  /** Who acts: `--user` with a password, else the session of `pos login`. Throws SESION_REQUERIDA, PERMISO_DENEGADO. */
  readonly asPerson: (opened: Opened, flags: PersonFlags, permission: Permission) => Promise<Actor>;
  /** Who reads: the person of `--user` if one is named, else whoever the configuration's account was given to. */
  readonly asReader: (
    opened: Opened,
    flags: PersonFlags,
    permission: Permission,
  ) => Promise<Actor | 'system'>;
  /** Prints a value: as JSON, as CSV or as people read it. */
  readonly present: (presentation: Presentation, flags: OutputFlags) => void;
  /** Exit code of a command that did its work and has bad news, e.g. `pos doctor`. */
  readonly exitWith: (code: number) => void;
}

export interface PersonFlags extends ConfigFlags {
  readonly user?: string | undefined;
}
