import { createTill, editTill } from '../../app/edit-till.ts';
import type { TillRecord } from '../../app/ports/tills.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { table } from '../table.ts';
import { unwrap } from '../unwrap.ts';

type Flags = PersonFlags & OutputFlags;

/** The till of a code, closed ones too. Refuses CAJA_INEXISTENTE. */
export const tillNamed = async ({ services }: Opened, code: string): Promise<TillRecord> => {
  const wanted = code.padStart(3, '0');
  const found = (await services.tills.list()).find((till) => till.code === wanted);
  if (!found) throw new PosFailure(posError('CAJA_INEXISTENTE', { caja: code.slice(0, 20) }));
  return found;
};

const tillView = (till: TillRecord) => ({
  caja: till.code,
  nombre: till.name,
  activa: till.active,
  cuenta: till.account,
});

export const listTills = (context: CliContext, flags: Flags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const t = context.messages.cli.till;
    const tills = await services.tills.list();
    const rows = tills.map(tillView);
    const columns = [
      { title: t.titles.code, value: (one: TillRecord) => one.code },
      { title: t.titles.name, value: (one: TillRecord) => one.name, shrinks: true },
      { title: t.titles.state, value: (one: TillRecord) => (one.active ? t.active : t.closed) },
      { title: t.titles.account, value: (one: TillRecord) => one.account ?? '–' },
    ];
    context.present({ data: rows, rows, text: (width) => table(tills, columns, width) }, flags);
  });

/** Changes a till as whoever may, and shows how it is now. */
const change = (
  context: CliContext,
  code: string,
  flags: Flags,
  act: (opened: Opened, by: Parameters<typeof createTill>[1]) => Promise<unknown>,
  say: (till: TillRecord) => string,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'settings.edit');
    await act(opened, { actor, grant: null });
    const till = await tillNamed(opened, code);
    context.present({ data: tillView(till), text: () => say(till) }, flags);
  });

export const newTill = (
  context: CliContext,
  code: string,
  flags: Flags & { readonly name: string },
): Promise<void> =>
  change(
    context,
    code,
    flags,
    async ({ services }, by) => unwrap(await createTill(services, by, { code, name: flags.name })),
    (till) => context.messages.cli.till.created(till.code),
  );

export const changeTill = (
  context: CliContext,
  code: string,
  flags: Flags & { readonly name?: string },
  active?: boolean,
): Promise<void> =>
  change(
    context,
    code,
    flags,
    async (opened, by) => {
      const edit = {
        ...(flags.name === undefined ? {} : { name: flags.name }),
        ...(active === undefined ? {} : { active }),
      };
      unwrap(await editTill(opened.services, by, await tillNamed(opened, code), edit));
    },
    (till) => context.messages.cli.till.edited(till.code, till.name, till.active),
  );
