import { join, resolve } from 'node:path';
import { kudeOf } from '../../app/kude.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { invoiceOf } from './references.ts';

interface ExportFlags extends OutputFlags {
  readonly dir?: string;
  readonly only?: 'xml' | 'pdf';
  readonly force?: boolean;
}

export const exportInvoice = (context: CliContext, reference: string, flags: ExportFlags): Promise<void> =>
  context.withServices({}, async (opened) => {
    const { services } = opened;
    const { id } = await invoiceOf(opened, reference);
    const kude = unwrap(await kudeOf(services, id));
    const base = join(resolve(flags.dir ?? '.'), kude.cdc);
    const write = async (path: string, piece: Uint8Array | string): Promise<string> =>
      unwrap(await services.imports.files.write(path, [piece], flags.force === true));
    const written: string[] = [];
    if (flags.only !== 'pdf') written.push(await write(`${base}.xml`, kude.stored.xml));
    if (flags.only !== 'xml') {
      const { kudePdf } = await import('../../adapters/sifen/kude-pdf.ts');
      written.push(await write(`${base}.pdf`, await kudePdf(kude, context.messages.receipt)));
    }
    const t = context.messages.cli.invoice;
    context.present({ data: { archivos: written }, text: () => written.map(t.exported).join('\n') }, flags);
  });
