import { createTill, editTill } from '../../app/edit-till.ts';
import type { TillRecord } from '../../app/ports/tills.ts';
import { posError } from '../../domain/errors.ts';
import { wrongText } from '../../domain/product-form.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { unwrap } from '../unwrap.ts';
import { byOf, type Desk, type StoreStep, type Wizard } from './wizard.ts';

const judgeCode = (typed: string): Result<string> =>
  /^\d{1,3}$/.test(typed) && Number(typed) > 0
    ? ok(typed.padStart(3, '0'))
    : fail(posError('CONFIGURACION_INVALIDA', { campo: 'till', detalle: 'caja', valor: typed.slice(0, 20) }));

const judgeName = (typed: string): Result<string> => {
  const wrong = wrongText('nombre', typed.trim(), 80);
  return wrong ? fail(wrong) : ok(typed.trim());
};

/** Makes the till, or names it anew. */
const put = async (
  wizard: Wizard,
  desk: Desk,
  code: string,
  found: TillRecord | undefined,
  given?: string,
) => {
  const { services } = desk.opened;
  const words = wizard.words().tills;
  const present = found?.name ?? words.name(Number(code));
  const typed = await wizard.ask({ text: words.nameOf(code), present, judge: judgeName, given });
  const name = typed ?? present;
  if (!found) unwrap(await createTill(services, await byOf(desk), { code, name }));
  else if (name !== found.name || !found.active)
    unwrap(await editTill(services, await byOf(desk), found, { name, active: true }));
  else return false;
  return true;
};

/** Further tills, one after the other, until a blank. */
const more = async (wizard: Wizard, desk: Desk): Promise<boolean> => {
  let changed = false;
  for (;;) {
    const code = await wizard.ask({ text: wizard.words().tills.another, present: '', judge: judgeCode });
    if (code === null) return changed;
    const found = (await desk.opened.services.tills.list()).find((one) => one.code === code);
    changed = (await put(wizard, desk, code, found)) || changed;
  }
};

export const tills: StoreStep = {
  name: 'tills',
  check: ({ flags }) => {
    if (flags.till !== undefined) unwrap(judgeCode(flags.till));
    if (flags.tillName !== undefined) unwrap(judgeName(flags.tillName));
  },
  run: async (wizard, desk) => {
    const { flags } = wizard;
    const words = wizard.words().tills;
    if (!wizard.asks && flags.till === undefined && flags.tillName === undefined) return 'skipped';
    const known = await desk.opened.services.tills.list();
    if (wizard.asks) wizard.say(words.there(known.map((till) => `${till.code} ${till.name}`).join(', ')));
    const present = wizard.context().config().till;
    const code =
      (await wizard.ask({ text: words.mine, present, judge: judgeCode, given: flags.till })) ?? present;
    const found = known.find((till) => till.code === code);
    const stored = await put(wizard, desk, code, found, flags.tillName);
    const kept = code !== present && (await wizard.keep({ till: code }));
    const others = await more(wizard, desk);
    return stored || kept || others ? 'changed' : 'kept';
  },
};
