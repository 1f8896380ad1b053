import type { Verdict } from './register.ts';

const NAMESPACE = 'http://ekuatia.set.gov.py/sifen/xsd';

const escaped = (value: string): string =>
  value.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

/** As the service writes: elements with a prefix. */
const tag = (name: string, ...content: readonly string[]): string =>
  `<ns2:${name}>${content.join('')}</ns2:${name}>`;
const leaf = (name: string, value: string | null): string =>
  value === null ? '' : tag(name, escaped(value));

const time = (now: Date): string =>
  `${new Date(now.getTime() - 3 * 3_600_000).toISOString().slice(0, 19)}-03:00`;

const envelope = (root: string, ...content: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header/><env:Body><ns2:${root} xmlns:ns2="${NAMESPACE}">${content.join('')}</ns2:${root}></env:Body></env:Envelope>`;

interface Reason {
  readonly code: string;
  readonly message: string;
}
const reason = ({ code, message }: Reason): string =>
  tag('gResProc', leaf('dCodRes', code), leaf('dMsgRes', message.slice(0, 255)));

const verdict = ({ cdc, state, protocol, reasons }: Verdict, ...before: readonly string[]): string[] => [
  leaf('id', cdc),
  ...before,
  leaf('dEstRes', state),
  leaf('dProtAut', protocol),
  ...reasons.map(reason),
];

export const sentAnswer = (given: Verdict, now: Date): string =>
  envelope(
    'rRetEnviDe',
    tag('rProtDe', ...verdict(given, leaf('dFecProc', time(now)), leaf('dDigVal', 'AAAA'))),
  );

/** What any of the services answers to something that it cannot read. */
export const malformed = (now: Date): string =>
  sentAnswer(
    { cdc: '0', state: 'Rechazado', protocol: null, reasons: [{ code: '0160', message: 'XML malformado' }] },
    now,
  );

export const codeAnswer = (code: string, now: Date): string =>
  sentAnswer(
    { cdc: '0', state: 'Rechazado', protocol: null, reasons: [{ code, message: `simulado: ${code}` }] },
    now,
  );

export const batchAnswer = (number: string | null, now: Date): string =>
  envelope(
    'rResEnviLoteDe',
    leaf('dFecProc', time(now)),
    leaf('dCodRes', number === null ? '0301' : '0300'),
    leaf('dMsgRes', number === null ? 'Lote no encolado para procesamiento' : 'Lote recibido con éxito'),
    leaf('dProtConsLote', number ?? '0'),
    leaf('dTpoProces', '0'),
  );

const BATCH_WORDS: Readonly<Record<string, (number: string) => string>> = {
  '0360': () => 'Número de Lote inexistente',
  '0361': (number) => `Lote {${number}} en procesamiento`,
  '0362': (number) => `Procesamiento de lote {${number}} concluido`,
  '0364': () => 'Consulta extemporánea de Lote',
};

export const batchStateAnswer = (
  code: string,
  number: string,
  verdicts: readonly Verdict[],
  now: Date,
): string =>
  envelope(
    'rResEnviConsLoteDe',
    leaf('dFecProc', time(now)),
    leaf('dCodResLot', code),
    leaf('dMsgResLot', BATCH_WORDS[code]?.(number) ?? code),
    ...verdicts.map((each) => tag('gResProcLote', ...verdict(each))),
  );

export const cdcAnswer = (
  found: { readonly xml: string; readonly protocol: string; readonly cancelled: string | null } | undefined,
  now: Date,
): string =>
  envelope(
    'rEnviConsDeResponse',
    leaf('dFecProc', time(now)),
    leaf('dCodRes', found ? '0422' : '0420'),
    leaf('dMsgRes', found ? 'CDC encontrado' : 'Documento No Existe en SIFEN o ha sido Rechazado'),
    // The schema says text, so it comes escaped.
    found
      ? leaf(
          'xContenDE',
          `${found.xml}<dProtAut>${found.protocol}</dProtAut><xContEv>${
            found.cancelled === null ? '' : `<rContEv><xEvento>${found.cancelled}</xEvento></rContEv>`
          }</xContEv>`,
        )
      : '',
  );

export interface EventResult extends Reason {
  readonly id: string;
  readonly protocol: string;
}

export const eventsAnswer = (results: readonly EventResult[], now: Date): string =>
  envelope(
    'rRetEnviEventoDe',
    leaf('dFecProc', time(now)),
    ...results.map(({ id, code, message, protocol }) =>
      tag(
        'gResProcEVe',
        leaf('dEstRes', code === '0600' ? 'Aprobado' : 'Rechazado'),
        code === '0600' ? leaf('dProtAut', protocol) : '',
        leaf('id', id),
        reason({ code, message }),
      ),
    ),
  );

export const rucAnswer = (ruc: string, name: string | null): string =>
  envelope(
    'rResEnviConsRUC',
    leaf('dCodRes', name === null ? '0500' : '0502'),
    leaf('dMsgRes', name === null ? 'RUC inexistente' : 'RUC encontrado'),
    name === null
      ? ''
      : tag(
          'xContRUC',
          leaf('dRUCCons', ruc),
          leaf('dRazCons', name),
          leaf('dCodEstCons', 'ACT'),
          leaf('dDesEstCons', 'ACTIVO'),
          leaf('dRUCFactElec', 'S'),
        ),
  );
