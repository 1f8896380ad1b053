import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { kudeOf } from '../../app/kude.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';

interface ExportFlags extends OutputFlags {
  readonly dir?: string;
  readonly only?: 'xml' | 'pdf';
  readonly force?: boolean;
}

/** Never over a file that is there, unless told to; a link at the place is not followed by `wx`. */
const write = async (path: string, bytes: Uint8Array | string, force: boolean): Promise<string> => {
  try {
    await writeFile(path, bytes, { flag: force ? 'w' : 'wx', mode: 0o600 });
    return path;
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new PosFailure(posError(exists ? 'ARCHIVO_EXISTE' : 'ARCHIVO_NO_ESCRITO', { archivo: path }), {
      cause,
    });
  }
};

export const exportInvoice = (context: CliContext, reference: string, flags: ExportFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const kude = unwrap(await kudeOf(services, reference));
    const base = join(resolve(flags.dir ?? '.'), kude.cdc);
    const force = flags.force === true;
    const written: string[] = [];
    if (flags.only !== 'pdf') written.push(await write(`${base}.xml`, kude.stored.xml, force));
    if (flags.only !== 'xml') {
      const { kudePdf } = await import('../../adapters/sifen/kude-pdf.ts');
      written.push(await write(`${base}.pdf`, await kudePdf(kude, context.messages.receipt), force));
    }
    const t = context.messages.cli.invoice;
    context.present({ data: { archivos: written }, text: () => written.map(t.exported).join('\n') }, flags);
  });
