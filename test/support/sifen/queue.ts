import type { InvoiceQueue } from '../../../src/app/ports/invoice-queue.ts';
import type { InvoiceEvent } from '../../../src/domain/invoice/event.ts';
import {
  type EventTracking,
  OPEN_STATES,
  type OpenEvent,
  type OpenInvoice,
  type OpenState,
  type Tracking,
  UNSENT,
} from '../../../src/domain/invoice/tracking.ts';

interface Stored {
  readonly id: number;
  readonly cdc: string;
  readonly xml: string;
  tracking: Tracking;
}

const UNSENT_EVENT: EventTracking = {
  state: 'pendiente',
  sendings: 0,
  failures: 0,
  nextAt: null,
  reason: null,
  trouble: null,
  protocol: null,
  registeredAt: null,
};

const isOpen = (tracking: Tracking): tracking is Tracking & { state: OpenState } =>
  OPEN_STATES.some((state) => state === tracking.state);

/** The queue in memory: behaves as the database's, its history kept. */
export class MemoryQueue implements InvoiceQueue {
  readonly invoices: Stored[] = [];
  readonly events: (OpenEvent & { tracking: EventTracking })[] = [];
  /** Every state that a document went through, by id. */
  readonly history = new Map<number, string[]>();
  #codes: string[] = [];
  #holder: string | null = null;

  add({ cdc, xml }: { readonly cdc: string; readonly xml: string }): void {
    const id = this.invoices.length + 1;
    this.invoices.push({ id, cdc, xml, tracking: UNSENT });
  }

  addEvent(event: InvoiceEvent): void {
    this.events.push({ id: this.events.length + 1, event, tracking: UNSENT_EVENT });
  }

  readonly hold = async (sender: string): Promise<boolean> => {
    this.#holder ??= sender;
    return this.#holder === sender;
  };

  readonly release = async (): Promise<void> => {
    this.#holder = null;
  };

  readonly open = async (most: number): Promise<readonly OpenInvoice[]> => {
    let waiting = 0;
    return this.invoices.flatMap(({ tracking, ...invoice }): OpenInvoice[] => {
      if (!isOpen(tracking)) return [];
      if (tracking.state === 'pendiente') waiting += 1;
      return tracking.state === 'pendiente' && waiting > most ? [] : [{ ...invoice, tracking }];
    });
  };

  readonly batchesOnly = async (): Promise<boolean> => this.#codes.includes('1264');

  readonly documents: InvoiceQueue['documents'] = async (ids) =>
    ids.flatMap((id) => this.invoices.filter((each) => each.id === id));

  readonly save: InvoiceQueue['save'] = async (_sender, changes) =>
    changes.flatMap(({ id, from, tracking }) => {
      const invoice = this.invoices.find((each) => each.id === id && each.tracking.state === from);
      if (!invoice) return [];
      invoice.tracking = tracking;
      if (tracking.reason) this.#codes.push(tracking.reason.code);
      this.history.set(id, [...(this.history.get(id) ?? []), tracking.state]);
      return [id];
    });

  readonly dueEvents: InvoiceQueue['dueEvents'] = async (now, most) =>
    this.events
      .filter(({ tracking: { state, nextAt } }) => {
        const open = state === 'pendiente' || state === 'enviando';
        return open && (nextAt === null || nextAt <= now);
      })
      .map((event) => ({ ...event }))
      .slice(0, most);

  readonly saveEvents: InvoiceQueue['saveEvents'] = async (_sender, changes) => {
    for (const { id, tracking } of changes) {
      const event = this.events.find((each) => each.id === id);
      if (event) event.tracking = tracking;
    }
  };
}
