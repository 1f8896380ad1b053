import type { InvoiceQueue } from '../../app/ports/invoice-queue.ts';
import type { EventSettled } from '../../app/send-events.ts';
import { LOOKED_AT, type Settled } from '../../app/send-invoices.ts';
import { businessTime } from '../../domain/business-time.ts';
import { warningOf } from '../../domain/invoice/record.ts';
import type { Reason, Trouble } from '../../domain/invoice/reply.ts';
import { whyText } from '../../i18n/index.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { backlogView } from '../views-invoice.ts';

/** What happened in a run, for whoever started it. */
export interface Told {
  /** The last ones: a watch goes on for months. */
  documents: readonly Settled[];
  events: readonly EventSettled[];
  /** Documents about which something was learnt, all of them. */
  settled: number;
  /** When something is due next; null: nothing waits for its time. */
  until: Date | null;
  /** Another process has the turn. */
  busy: boolean;
  /** The last message that was not answered as it should be; null: the service serves. */
  trouble: Trouble | null;
  /** Numbers whose document cannot be signed. */
  unsigned: number;
}

const MOST_TOLD = 10_000;

/** With what has been learnt since; the oldest make room. */
export const noted = <T>(before: readonly T[], more: readonly T[]): readonly T[] =>
  [...before, ...more].slice(-MOST_TOLD);

export const nothingTold = (): Told => ({
  documents: [],
  events: [],
  settled: 0,
  until: null,
  busy: false,
  trouble: null,
  unsigned: 0,
});

/** How a run ends, and with which code; 0 says that nobody has to do anything. */
const EXIT_CODES = { completo: 0, ocupado: 0, por_corregir: 3, sin_servicio: 4 } as const;

interface Why {
  readonly reason: Reason | null;
  readonly trouble: string | null;
}

/** Why something waits that was due before: the service did not answer, or takes nothing of this issuer for a while. */
const heldBack = async (queue: InvoiceQueue, { services }: Opened): Promise<Why | null> => {
  const documents = await queue.open(LOOKED_AT);
  const document = documents.find(({ tracking }) => tracking.failures > 0);
  if (document) return document.tracking;
  const events = await services.invoices.events({});
  const open = events.find(
    ({ state, trouble }) => trouble !== null && (state === 'pendiente' || state === 'enviando'),
  );
  return open ? { reason: open.answer, trouble: open.trouble } : null;
};

const resultOf = (told: Told, held: Why | null): keyof typeof EXIT_CODES => {
  if (told.busy) return 'ocupado';
  if (held !== null) return 'sin_servicio';
  const refused =
    told.documents.some(({ tracking }) => tracking.state === 'rechazada') ||
    told.events.some(({ tracking }) => tracking.state === 'rechazado');
  return refused || told.unsigned > 0 ? 'por_corregir' : 'completo';
};

/** Says how a run ended. A watch that was ended ends well, whatever waits. */
export const endSending = async (
  context: CliContext,
  opened: Opened,
  queue: InvoiceQueue,
  flags: OutputFlags & { readonly watch?: boolean },
  told: Told,
): Promise<void> => {
  const { messages } = context;
  const t = messages.cli.invoice;
  const backlog = await opened.services.invoices.backlog();
  const left = backlog.unsigned + backlog.waiting + backlog.inProcess;
  const held = told.trouble ? { reason: null, trouble: told.trouble.cause } : await heldBack(queue, opened);
  const result = resultOf(told, held);
  if (result === 'sin_servicio' && !told.trouble && held) context.say(t.held(whyText(messages, held)));
  if (result === 'por_corregir') context.say(t.toMend);
  if (warningOf(backlog) !== null) context.say(t.warning(backlog.oldestHours ?? 0));
  context.present(
    {
      data: {
        resultado: result,
        servicio: held?.trouble ?? held?.reason?.code ?? null,
        ocupado: told.busy,
        documentos: told.documents.map(({ id, cdc, tracking }) => ({
          id_factura: id,
          cdc,
          estado: tracking.state,
          codigo: tracking.reason?.code ?? null,
        })),
        eventos: told.events.map(({ id, kind, tracking }) => ({
          id_evento: id,
          tipo: kind,
          estado: tracking.state,
          codigo: tracking.reason?.code ?? null,
        })),
        ...backlogView(backlog),
        proximo_paso: told.until?.toISOString() ?? null,
      },
      text: () => {
        if (told.busy) return t.sendBusy;
        const sent = t.sent(new Set(told.documents.map(({ id }) => id)).size, left);
        return left > 0 && told.until ? `${sent} ${t.nextStep(businessTime(told.until))}` : sent;
      },
    },
    flags,
  );
  if (!flags.watch && EXIT_CODES[result] > 0) context.exitWith(EXIT_CODES[result]);
};
