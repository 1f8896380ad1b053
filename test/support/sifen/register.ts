import type { XmlElement } from 'libxml2-wasm';
import { hasSchemas, schemaFaults } from '../xml-check.ts';
import type { EventResult } from './answers.ts';
import { judge, type Rules } from './judge.ts';
import { signatureFault } from './signature.ts';
import { all, at, text, verbatim } from './xml.ts';

const MINUTE_MS = 60_000;
const BATCH_LIFE_MS = 48 * 60 * MINUTE_MS;
const POLL_MS = 10 * MINUTE_MS;
const MOST_EVENTS = 15;

export interface Verdict {
  readonly cdc: string;
  readonly state: 'Aprobado' | 'Aprobado con observación' | 'Rechazado';
  readonly protocol: string | null;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

interface Approved {
  readonly xml: string;
  readonly protocol: string;
  readonly at: Date;
  /** The XML of the event that cancelled it. */
  cancelled: string | null;
}

interface Batch {
  readonly number: string;
  readonly documents: readonly { readonly cdc: string; readonly xml: string }[];
  readonly receivedAt: Date;
  readonly readyAt: Date;
  askedAt: Date;
  verdicts: Verdict[] | null;
}

/** What a client did that the authority asks nobody to do. */
export interface Offences {
  /** A CDC sent again while it was being worked on. */
  resentInProcess: number;
  /** A CDC sent again although it was approved. */
  resentApproved: number;
  /** A batch asked for earlier than 10 minutes after its reception or the question before. */
  impatient: number;
}

/** The authority's memory: documents, numbers, batches, events. Time is the caller's. */
export class Register {
  readonly approved = new Map<string, Approved>();
  readonly unused = new Set<string>();
  /** CDCs in the order in which they were approved. */
  readonly order: string[] = [];
  readonly rejected: Verdict[] = [];
  readonly batches = new Map<string, Batch>();
  readonly offences: Offences = { resentInProcess: 0, resentApproved: 0, impatient: 0 };
  readonly #numbers = new Map<string, string>();
  readonly #rules: Rules;
  readonly #batchMinutes: number;
  #protocol = 3_409_990_000;
  #batch = 11_158_097_383_597_290n;
  #blockedUntil = 0;

  constructor(rules: Rules, batchMinutes: number) {
    this.#rules = rules;
    this.#batchMinutes = batchMinutes;
  }

  receive(rde: XmlElement, now: Date): Verdict {
    const { cdc, number, late, fault } = judge(rde, this.#rules, now);
    const refuse = (code: string, message: string): Verdict => {
      const verdict: Verdict = { cdc, state: 'Rechazado', protocol: null, reasons: [{ code, message }] };
      this.rejected.push(verdict);
      return verdict;
    };
    if (fault) return refuse(fault.code, fault.message);
    if (this.approved.has(cdc)) {
      this.offences.resentApproved += 1;
      return refuse('1001', 'CDC duplicado');
    }
    if (this.#numbers.has(number)) return refuse('1002', 'Documento electrónico duplicado');
    if (this.unused.has(number))
      return refuse('1109', 'Número de documento ha sido inutilizado anteriormente');
    const protocol = String(++this.#protocol);
    this.approved.set(cdc, { xml: verbatim(rde), protocol, at: now, cancelled: null });
    this.#numbers.set(number, cdc);
    this.order.push(cdc);
    const approval = { code: '0260', message: 'Autorización del DE satisfactoria' };
    return late
      ? {
          cdc,
          state: 'Aprobado con observación',
          protocol,
          reasons: [approval, { code: '1005', message: 'Transmisión extemporánea del DE' }],
        }
      : { cdc, state: 'Aprobado', protocol, reasons: [approval] };
  }

  /** @returns the batch's number, or null: not queued */
  receiveBatch(documents: readonly XmlElement[], now: Date): string | null {
    const cdcs = documents.map((each) => at(each, 'DE')?.attr('Id')?.value ?? '');
    const waiting = new Set(
      [...this.batches.values()]
        .filter((each) => each.readyAt > now)
        .flatMap((each) => each.documents.map(({ cdc }) => cdc)),
    );
    const again = cdcs.filter((cdc) => waiting.has(cdc)).length;
    this.offences.resentInProcess += again;
    if (again > 0 || new Set(cdcs).size !== cdcs.length) this.#blockedUntil = now.getTime() + POLL_MS;
    const kinds = new Set(cdcs.map((cdc) => cdc.slice(0, 10)));
    if (
      now.getTime() < this.#blockedUntil ||
      documents.length === 0 ||
      documents.length > 50 ||
      kinds.size > 1
    )
      return null;
    const number = String(++this.#batch);
    this.batches.set(number, {
      number,
      documents: documents.map((each, index) => ({ cdc: cdcs[index] ?? '', xml: verbatim(each) })),
      receivedAt: now,
      readyAt: new Date(now.getTime() + this.#batchMinutes * MINUTE_MS),
      askedAt: now,
      verdicts: null,
    });
    return number;
  }

  /** Works on what is due, in the order of reception. `read` parses a document again. */
  work(now: Date, read: (xml: string, judge: (rde: XmlElement) => Verdict) => Verdict): void {
    for (const batch of this.batches.values())
      if (batch.verdicts === null && batch.readyAt <= now)
        batch.verdicts = batch.documents.map(({ xml }) =>
          read(xml, (rde) => this.receive(rde, batch.readyAt)),
        );
  }

  askBatch(
    by: { readonly number: string } | { readonly cdc: string },
    now: Date,
  ): { code: string; batch: Batch | null } {
    const batch =
      'number' in by
        ? this.batches.get(by.number)
        : [...this.batches.values()].findLast((each) => each.documents.some(({ cdc }) => cdc === by.cdc));
    if (!batch) return { code: '0360', batch: null };
    if (now.getTime() - batch.askedAt.getTime() < POLL_MS) this.offences.impatient += 1;
    batch.askedAt = now;
    if (now.getTime() - batch.receivedAt.getTime() > BATCH_LIFE_MS) return { code: '0364', batch };
    return { code: batch.verdicts === null ? '0361' : '0362', batch };
  }

  /** Each event by itself, in order; null: the message does not have the form, and none of it counts. */
  events(group: XmlElement, now: Date): EventResult[] | null {
    const events = all(group, 'rGesEve');
    const ids = events.map((each) => at(each, 'rEve')?.attr('Id')?.value ?? '');
    const fits = events.length >= 1 && events.length <= MOST_EVENTS && new Set(ids).size === ids.length;
    if (!fits || (hasSchemas && schemaFaults(verbatim(group), 'siRecepEvento_v150.xsd') !== '')) return null;
    return events.map((each, index) => ({
      ...this.#event(each, now),
      id: ids[index] ?? '',
      protocol: String(++this.#protocol),
    }));
  }

  /** @returns code and sentence */
  #event(gesEve: XmlElement, now: Date): { code: string; message: string } {
    const eve = at(gesEve, 'rEve');
    const fault =
      eve &&
      signatureFault(eve, at(gesEve, 'Signature'), { ruc: null, authority: this.#rules.authority, now });
    if (!eve || fault) return { code: fault ?? '0160', message: 'simulado: firma del evento' };
    if (Date.parse(`${text(eve, 'dFecFirma')}-03:00`) > now.getTime())
      return { code: '4008', message: 'Fecha de firma digital del evento inválida' };
    const [cancel] = all(eve, 'rGeVeCan');
    if (cancel) return this.#cancel(cancel, verbatim(gesEve), now);
    const [unused] = all(eve, 'rGeVeInu');
    return unused ? this.#giveUp(unused) : { code: '0160', message: 'XML malformado' };
  }

  #cancel(cancel: XmlElement, xml: string, now: Date): { code: string; message: string } {
    const cdc = text(cancel, 'Id');
    const document = this.approved.get(cdc);
    if (!document) return { code: '4002', message: 'CDC no existente en el SIFEN' };
    if (document.cancelled !== null)
      return { code: '4003', message: 'CDC ya se encuentra con el mismo evento solicitado' };
    const hours = cdc.startsWith('01') ? 48 : 168;
    if (now.getTime() - document.at.getTime() > hours * 60 * MINUTE_MS)
      return {
        code: hours === 48 ? '4009' : '4010',
        message: 'Plazo de solicitud de cancelación extemporáneo',
      };
    document.cancelled = xml;
    return { code: '0600', message: 'Evento registrado correctamente' };
  }

  #giveUp(unused: XmlElement): { code: string; message: string } {
    const [from, to] = [Number(text(unused, 'dNumIn')), Number(text(unused, 'dNumFin'))];
    if (to < from) return { code: '4068', message: 'Número final de rango es inválido' };
    if (to - from >= 1_000) return { code: '4067', message: 'Cantidad de números en el rango es inválida' };
    const head = [
      text(unused, 'iTiDE'),
      text(unused, 'dNumTim'),
      text(unused, 'dEst'),
      text(unused, 'dPunExp'),
    ].join('-');
    const numbers = Array.from(
      { length: to - from + 1 },
      (_, add) => `${head}-${String(from + add).padStart(7, '0')}`,
    );
    if (numbers.some((each) => this.#numbers.has(each)))
      return { code: '4065', message: 'Existe DTE en el rango informado' };
    if (numbers.some((each) => this.unused.has(each)))
      return { code: '4066', message: 'Existe número inutilizado en el rango solicitado' };
    for (const each of numbers) this.unused.add(each);
    return { code: '0600', message: 'Evento registrado correctamente' };
  }
}
