import type { Element } from '@xmldom/xmldom';
import type {
  BatchReply,
  BatchState,
  CdcReply,
  EventReply,
  EventsReply,
  Reason,
  RucAnswer,
  RucReply,
  SendReply,
  Trouble,
  Verdict,
} from '../../domain/invoice/reply.ts';
import { meaningOf } from '../../domain/invoice/service-codes.ts';
import { reasonIn, reasonsIn, timeIn, troubleOf, verdictIn } from './service-verdict.ts';
import { type Answer, trouble } from './service-wire.ts';
import { child, children, contentOf, openEnvelope, textOf } from './service-xml.ts';

/** Statuses of a front server that did not pass the message on. */
const NOT_PASSED_ON = [301, 302, 303, 307, 308, 400, 404, 405, 413, 414];
const NOT_LET_IN = [401, 403];
const BUSY = 429;

/** What a status alone says, where the body says nothing. */
const byStatus = (status: number, why: string): Trouble => {
  const detail = `HTTP ${status}, ${why}`;
  if (NOT_LET_IN.includes(status)) return trouble('not_allowed', false, detail);
  if (status === BUSY) return trouble('down', false, detail);
  if (status >= 500) return trouble('down', true, detail);
  return trouble('unreadable', !NOT_PASSED_ON.includes(status), detail);
};

const isElement = (value: Element | Trouble): value is Element => !('cause' in value);

const open = (answer: Answer): Element | Trouble => {
  const parsed = openEnvelope(answer.body);
  if (parsed.kind === 'message') return parsed.root;
  return parsed.kind === 'fault'
    ? trouble('down', true, `HTTP ${answer.status}, fault: ${parsed.text}`)
    : byStatus(answer.status, parsed.why);
};

const unexpected = (root: Element): Trouble =>
  trouble('unreadable', true, `<${root.localName}> without what it should say`);

/** Any service answers a message that it cannot read in the words of the first one: `rRetEnviDe` with 0160. */
const refusalIn = (root: Element): Reason | null => {
  const protocol = root.localName === 'rRetEnviDe' ? child(root, 'rProtDe', 'xProtDe') : null;
  return (protocol && reasonsIn(protocol)[0]) ?? reasonIn(root) ?? reasonIn(root, 'dCodResLot', 'dMsgResLot');
};

/** @param expected the answer's element; anything else is a refusal in other words, or nothing */
const read = <T>(
  answer: Answer,
  expected: string,
  known: (root: Element) => T | null,
  refused: (reason: Reason) => T,
): T | Trouble => {
  const root = open(answer);
  if (!isElement(root)) return root;
  const found = root.localName === expected ? known(root) : null;
  if (found !== null) return found;
  const reason = refusalIn(root);
  if (!reason) return unexpected(root);
  const answersCall = troubleOf(reason);
  if (answersCall) return answersCall;
  return meaningOf(reason.code) === 'rejected' || meaningOf(reason.code) === 'refused'
    ? refused(reason)
    : unexpected(root);
};

const isCdc = (text: string | null): text is string => text !== null && /^\d{44}$/.test(text);

export const readSent = (answer: Answer, cdc: string): SendReply => {
  const root = open(answer);
  if (!isElement(root)) return root;
  const protocol = root.localName === 'rRetEnviDe' ? child(root, 'rProtDe', 'xProtDe') : null;
  if (!protocol) return unexpected(root);
  const id = textOf(protocol, 'id', 'Id');
  if (isCdc(id) && id !== cdc) return trouble('unreadable', true, 'answer about another document');
  return verdictIn(protocol) ?? unexpected(root);
};

export const readBatch = (answer: Answer): BatchReply =>
  read<BatchReply>(
    answer,
    'rResEnviLoteDe',
    (root) => {
      const reason = reasonIn(root);
      const batch = textOf(root, 'dProtConsLote') ?? '';
      if (!reason) return null;
      const meaning = meaningOf(reason.code);
      if (meaning === 'batch_received' && /^[1-9]\d{0,27}$/.test(batch)) return { kind: 'queued', batch };
      return meaning === 'batch_refused' ? { kind: 'not_queued', reason } : null;
    },
    (reason) => ({ kind: 'not_queued', reason }),
  );

/** Verdicts by CDC, at the batch's time; what cannot be read is left out, and then asked for by itself. */
const verdictsIn = (root: Element): ReadonlyMap<string, Verdict> => {
  const at = timeIn(root, 'dFecProc');
  return new Map(
    children(root, 'gResProcLote').flatMap((each): (readonly [string, Verdict])[] => {
      const cdc = textOf(each, 'id', 'Id');
      const verdict = verdictIn(each);
      if (!isCdc(cdc) || !verdict || verdict.kind === 'trouble' || verdict.kind === 'batches_only') return [];
      return [[cdc, 'at' in verdict ? { ...verdict, at: verdict.at ?? at } : verdict]];
    }),
  );
};

export const readBatchState = (answer: Answer): BatchState =>
  read<BatchState>(
    answer,
    'rResEnviConsLoteDe',
    (root) => {
      const code = textOf(root, 'dCodResLot') ?? '';
      const meaning = meaningOf(code);
      if (meaning === 'batch_unknown') return { kind: 'unknown_batch' };
      if (meaning === 'batch_too_old') return { kind: 'too_old' };
      if (meaning === 'batch_done') return { kind: 'done', verdicts: verdictsIn(root) };
      if (meaning !== 'batch_in_process') return null;
      // The number stands in the sentence only: `Lote {11158097383597290} en procesamiento`.
      const [, batch = null] = /\{(\d{1,28})\}/.exec(textOf(root, 'dMsgResLot') ?? '') ?? [];
      return { kind: 'in_process', batch };
    },
    (reason) => ({ kind: 'refused', reason }),
  );

export const readCdc = (answer: Answer): CdcReply =>
  read<CdcReply>(
    answer,
    'rEnviConsDeResponse',
    (root) => {
      const meaning = meaningOf(textOf(root, 'dCodRes') ?? '');
      if (meaning === 'cdc_unknown') return { kind: 'not_found' };
      if (meaning !== 'cdc_found') return null;
      const container = child(root, 'xContenDE');
      const text = container ? contentOf(container) : '';
      // What follows the document: its own text cannot hold a tag, and its events hold numbers of their own.
      const after = text.slice(text.search(/<\/(?:\w+:)?rDE>/) + 1);
      const [, protocol = null] = /<(?:\w+:)?dProtAut\b[^>]*>\s*(\d+)\s*</.exec(after) ?? [];
      return { kind: 'found', protocol, cancelled: /<(?:\w+:)?rGeVeCan\b/.test(after) };
    },
    (reason) => ({ kind: 'refused', reason }),
  );

/** What a result says of its event; null: it says nothing that can be acted on. */
const eventReplyIn = (result: Element, at: Date | null): EventReply | null => {
  const reason = reasonsIn(result)[0];
  if (!reason) return null;
  if (meaningOf(reason.code) === 'event_registered')
    return { kind: 'registered', protocol: textOf(result, 'dProtAut'), at };
  return troubleOf(reason) ?? { kind: 'event_rejected', reason };
};

/** @param ids of the events that were sent; a result belongs to the event that it names, wherever it stands */
export const readEvents = (answer: Answer, ids: readonly string[]): EventsReply =>
  read<EventsReply>(
    answer,
    'rRetEnviEventoDe',
    (root) => {
      const results = children(root, 'gResProcEVe');
      const at = timeIn(root, 'dFecProc');
      const replies = ids.map((id): readonly [string, EventReply | null] => {
        const named = results.find((each) => textOf(each, 'id', 'Id') === id);
        // Sent alone, it is what is meant, however the result names it.
        const result = named ?? (ids.length === 1 ? results[0] : undefined);
        return [id, result ? eventReplyIn(result, at) : null];
      });
      if (replies.every(([, reply]) => reply === null)) return null;
      const left = trouble('unreadable', true, 'answer without this event');
      return { kind: 'answered', replies: new Map(replies.map(([id, reply]) => [id, reply ?? left])) };
    },
    (reason) => ({ kind: 'refused', reason }),
  );

const rucIn = (answer: Answer): RucAnswer | Trouble =>
  read<RucAnswer>(
    answer,
    'rResEnviConsRUC',
    (root) => {
      const meaning = meaningOf(textOf(root, 'dCodRes') ?? '');
      if (meaning === 'ruc_unknown') return { kind: 'ruc_unknown' };
      const found = meaning === 'ruc_found' ? child(root, 'xContRUC') : null;
      return (
        found && {
          kind: 'ruc',
          name: textOf(found, 'dRazCons') ?? '',
          stateCode: textOf(found, 'dCodEstCons') ?? '',
          state: textOf(found, 'dDesEstCons') ?? '',
          invoicesElectronically: textOf(found, 'dRUCFactElec') === 'S',
        }
      );
    },
    (reason) => ({ kind: 'refused', reason }),
  );

export const readRuc = (answer: Answer): RucReply => {
  const said = rucIn(answer);
  return said.kind === 'trouble' ? said : { ...said, clock: answer.clock };
};
