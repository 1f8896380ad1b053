import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { LANGUAGES } from '../../i18n/index.ts';
import type { EarlyStep } from './wizard.ts';

const judge = (typed: string): Result<string> =>
  LANGUAGES.some((language) => language === typed)
    ? ok(typed)
    : fail(posError('CONFIGURACION_INVALIDA', { campo: 'lang', detalle: 'idioma', valor: typed }));

/** `--lang` is every command's; `pos setup` keeps it, too. */
export const language: EarlyStep = {
  name: 'language',
  run: async (wizard) => {
    const { language: present } = wizard.context().messages;
    const chosen = await wizard.ask({
      text: wizard.words().language,
      present,
      judge,
      given: wizard.flags.lang,
    });
    return chosen !== null && (await wizard.keep({ lang: chosen })) ? 'changed' : 'kept';
  },
};
