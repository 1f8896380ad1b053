import { describe, expect, test } from 'vitest';
import {
  readBatch,
  readBatchState,
  readCdc,
  readEvents,
  readRuc,
  readSent,
} from '../../src/adapters/sifen/service-read.ts';
import type { Answer } from '../../src/adapters/sifen/service-wire.ts';

const CDC = '01444444017001001001452822017012515873260988';
const OTHER = '07800252985001001000311822024021016361562161';

const answer = (body: string, status = 200): Answer => ({
  kind: 'answer',
  status,
  body,
  clock: null,
});

/** As the service writes its answers: a prefix, and children with it. */
const soap = (inner: string, status = 200): Answer =>
  answer(
    `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header/><env:Body>${inner
      .replace(/<(\/?)(\w)/g, '<$1ns2:$2')
      .replace(
        /<ns2:(\w+)/,
        '<ns2:$1 xmlns:ns2="http://ekuatia.set.gov.py/sifen/xsd"',
      )}</env:Body></env:Envelope>`,
    status,
  );

const result = (code: string, message: string): string =>
  `<gResProc><dCodRes>${code}</dCodRes><dMsgRes>${message}</dMsgRes></gResProc>`;

const sent = (state: string, results: string, id = CDC, protocol = ''): Answer =>
  soap(
    `<rRetEnviDe><rProtDe><id>${id}</id><dFecProc>2026-06-11T10:30:00-03:00</dFecProc><dDigVal>AAAA</dDigVal>${
      state && `<dEstRes>${state}</dEstRes>`
    }${protocol && `<dProtAut>${protocol}</dProtAut>`}${results}</rProtDe></rRetEnviDe>`,
  );

const OK = result('0260', 'Autorización del DE satisfactoria');
const LATE = result('1005', 'Transmisión extemporánea del DE');

describe('one document', () => {
  test('approved, with its number and time', () => {
    expect(readSent(sent('Aprobado', OK, CDC, '3409990272'), CDC)).toEqual({
      kind: 'approved',
      protocol: '3409990272',
      at: new Date('2026-06-11T13:30:00Z'),
      observations: [],
    });
  });

  test.each([
    'Aprobado con observación',
    'Aprobado con observacion',
    'APROBADO CON OBSERVACIONES',
    'Aprobado',
  ])('approved with an observation: %s', (state) => {
    expect(readSent(sent(state, OK + LATE, CDC, '1'), CDC)).toMatchObject({
      kind: 'observed',
      observations: [{ code: '1005' }],
    });
  });

  test('the state is missing: the code tells', () => {
    expect(readSent(sent('', OK), CDC)).toMatchObject({ kind: 'approved', protocol: null });
    expect(readSent(sent('', LATE), CDC)).toMatchObject({ kind: 'observed' });
    expect(readSent(sent('', result('1306', 'RUC inexistente')), CDC)).toMatchObject({ kind: 'rejected' });
  });

  test('rejected, with its code; its sentence on one line', () => {
    expect(readSent(sent('Rechazado', result('1306', 'RUC\n del\u0085 receptor &lt;b&gt;')), CDC)).toEqual({
      kind: 'rejected',
      reason: { code: '1306', message: 'RUC del receptor <b>' },
    });
    expect(readSent(sent('Rechazado', result('9999', 'nuevo')), CDC)).toMatchObject({
      kind: 'rejected',
      reason: { code: '9999' },
    });
  });

  test('a CDC that is approved already is no rejection', () => {
    expect(readSent(sent('Rechazado', result('1001', 'CDC duplicado')), CDC)).toEqual({ kind: 'duplicate' });
  });

  test('an answer about another document is none', () => {
    expect(readSent(sent('Aprobado', OK, OTHER, '1'), CDC)).toMatchObject({
      cause: 'unreadable',
      mayHaveArrived: true,
    });
  });

  test.each([
    ['0161', 'down', true],
    ['0162', 'down', true],
    ['0100', 'down', true],
    ['0183', 'not_allowed', false],
  ] as const)('%s is not about the document: %s', (code, cause, mayHaveArrived) => {
    expect(readSent(sent('Rechazado', result(code, 'x')), CDC)).toMatchObject({
      kind: 'trouble',
      cause,
      mayHaveArrived,
      reason: { code },
    });
  });

  test('1264: this issuer sends in batches', () => {
    const reason = { code: '1264', message: 'x' };
    expect(readSent(sent('Rechazado', result('1264', 'x')), CDC)).toEqual({ kind: 'batches_only', reason });
  });

  test('a state that nobody has seen, or nothing in it, is not understood', () => {
    expect(readSent(sent('Pendiente', ''), CDC)).toMatchObject({ cause: 'unreadable', mayHaveArrived: true });
    expect(readSent(sent('', result('12', 'x')), CDC)).toMatchObject({ cause: 'unreadable' });
    expect(readSent(soap('<rRetEnviDe></rRetEnviDe>'), CDC)).toMatchObject({ cause: 'unreadable' });
  });
});

describe('what is no answer', () => {
  const html = '<!DOCTYPE html><html><body>The requested URL was rejected.</body></html>';
  const envelope = (inner: string): string =>
    `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${inner}</e:Body></e:Envelope>`;

  test.each([
    ['HTML of the front server', answer(html), 'unreadable', true],
    ['HTML without a document type', answer('<html><body>Error</body></html>'), 'unreadable', true],
    ['nothing', answer(''), 'unreadable', true],
    ['spaces', answer(' \r\n '), 'unreadable', true],
    ['a redirection', answer('', 302), 'unreadable', false],
    ['not let in', answer(html, 403), 'not_allowed', false],
    ['not there', answer(html, 404), 'unreadable', false],
    ['too often', answer('', 429), 'down', false],
    ['a bad gateway', answer(html, 502), 'down', true],
    ['cut in the middle', answer(sent('Aprobado', OK).body.slice(0, -60)), 'unreadable', true],
    ['JSON', answer('{"dCodRes":"0260"}'), 'unreadable', true],
    ['another envelope', answer('<a:Envelope xmlns:a="urn:x"><a:Body/></a:Envelope>'), 'unreadable', true],
    ['an empty body', answer(envelope('')), 'unreadable', true],
    ['another namespace', answer(envelope('<rRetEnviDe xmlns="urn:x"/>')), 'unreadable', true],
    ['no namespace', answer(envelope('<rRetEnviDe/>')), 'unreadable', true],
    [
      'a fault in the older envelope',
      answer(
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>env:Server</faultcode><faultstring>Internal Error</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>',
        500,
      ),
      'down',
      true,
    ],
    [
      'entities',
      answer(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${envelope('<r>&b;</r>')}`),
      'unreadable',
      true,
    ],
    [
      'an entity that nobody declared',
      answer(envelope('<r xmlns="http://ekuatia.set.gov.py/sifen/xsd">&b;</r>')),
      'unreadable',
      true,
    ],
  ] as const)('%s', (_name, given, cause, mayHaveArrived) => {
    for (const read of [
      (a: Answer) => readSent(a, CDC),
      readBatch,
      readBatchState,
      readCdc,
      (a: Answer) => readEvents(a, ['1']),
      readRuc,
    ])
      expect(read(given)).toMatchObject({ kind: 'trouble', cause, mayHaveArrived });
  });

  test('half a million nested tags neither hang nor crash', () => {
    const deep = envelope('<r xmlns="http://ekuatia.set.gov.py/sifen/xsd">'.concat('<a>'.repeat(200_000)));
    expect(readSent(answer(deep), CDC)).toMatchObject({ cause: 'unreadable' });
  });
});

const queued = (code: string, batch: string): Answer =>
  soap(
    `<rResEnviLoteDe><dFecProc>2026-10-08T14:51:21-03:00</dFecProc><dCodRes>${code}</dCodRes><dMsgRes>x</dMsgRes><dProtConsLote>${batch}</dProtConsLote><dTpoProces>0</dTpoProces></rResEnviLoteDe>`,
  );

const batchState = (code: string, message: string, results = ''): Answer =>
  soap(
    `<rResEnviConsLoteDe><dFecProc>2026-10-08T14:53:53-03:00</dFecProc><dCodResLot>${code}</dCodResLot><dMsgResLot>${message}</dMsgResLot>${results}</rResEnviConsLoteDe>`,
  );

describe('batches', () => {
  test('received: the number has more digits than a number can hold', () => {
    expect(readBatch(queued('0300', '11158097383597290'))).toEqual({
      kind: 'queued',
      batch: '11158097383597290',
    });
  });

  test('not queued; received without a number is not understood', () => {
    expect(readBatch(queued('0301', '0'))).toMatchObject({ kind: 'not_queued', reason: { code: '0301' } });
    expect(readBatch(queued('0300', '0'))).toMatchObject({ kind: 'trouble', mayHaveArrived: true });
  });

  test('a message that was not read comes back in the words of the single service', () => {
    const refused = sent('Rechazado', result('0160', 'XML malformado'), '0');
    expect(readBatch(refused)).toMatchObject({ kind: 'not_queued', reason: { code: '0160' } });
    expect(readCdc(refused)).toMatchObject({ kind: 'refused', reason: { code: '0160' } });
    expect(readEvents(refused, ['1'])).toMatchObject({ kind: 'refused', reason: { code: '0160' } });
    expect(readBatchState(sent('Rechazado', result('0161', 'x'), '0'))).toMatchObject({ cause: 'down' });
  });

  test('in process, with the number where it is told', () => {
    expect(readBatchState(batchState('0361', 'Lote {11158097383597290} en procesamiento'))).toEqual({
      kind: 'in_process',
      batch: '11158097383597290',
    });
    expect(readBatchState(batchState('0361', 'Lote en procesamiento'))).toEqual({
      kind: 'in_process',
      batch: null,
    });
  });

  test('unknown, too old, not ours', () => {
    expect(readBatchState(batchState('0360', 'x'))).toEqual({ kind: 'unknown_batch' });
    expect(readBatchState(batchState('0364', 'x'))).toEqual({ kind: 'too_old' });
    expect(readBatchState(batchState('0340', 'x'))).toMatchObject({
      kind: 'refused',
      reason: { code: '0340' },
    });
  });

  test('done: each document by its CDC; what cannot be read is left out', () => {
    const each = (cdc: string, state: string, rest: string): string =>
      `<gResProcLote><id>${cdc}</id><dEstRes>${state}</dEstRes>${rest}</gResProcLote>`;
    const state = readBatchState(
      batchState(
        '0362',
        'Procesamiento de lote {1} concluido',
        each(CDC, 'Aprobado', `<dProtAut>5</dProtAut>${OK}`) +
          each(
            OTHER,
            'Rechazado',
            result('0160', 'XML malformado: [El valor del elemento: dDirRec es invalido]'),
          ) +
          each('12', 'Aprobado', OK) +
          each(CDC.replace('01', '05'), 'Quizás', ''),
      ),
    );
    expect(state.kind).toBe('done');
    const verdicts = state.kind === 'done' ? state.verdicts : new Map();
    expect([...verdicts.keys()]).toEqual([CDC, OTHER]);
    expect(verdicts.get(CDC)).toMatchObject({
      kind: 'approved',
      protocol: '5',
      at: new Date('2026-10-08T17:53:53Z'),
    });
    expect(verdicts.get(OTHER)).toMatchObject({ kind: 'rejected', reason: { code: '0160' } });
  });
});

describe('by CDC', () => {
  const asked = (code: string, content = ''): Answer =>
    answer(
      `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><ns2:rEnviConsDeResponse xmlns:ns2="http://ekuatia.set.gov.py/sifen/xsd"><ns2:dFecProc>2026-10-02T15:13:52-03:00</ns2:dFecProc><ns2:dCodRes>${code}</ns2:dCodRes><ns2:dMsgRes>x</ns2:dMsgRes>${content && `<ns2:xContenDE>${content}</ns2:xContenDE>`}</ns2:rEnviConsDeResponse></env:Body></env:Envelope>`,
    );
  const document = `<rDE xmlns="http://ekuatia.set.gov.py/sifen/xsd"><DE Id="${CDC}"><dInfAdic>rGeVeCan dProtAut 7</dInfAdic></DE></rDE><dProtAut>3409990272</dProtAut>`;
  const cancelled = `<xContEv><rContEv><xEvento><rGesEve><rEve Id="1"><gGroupTiEvt><rGeVeCan><Id>${CDC}</Id></rGeVeCan></gGroupTiEvt></rEve></rGesEve></xEvento><rRetEnviEventoDe><gResProcEVe><dProtAut>99</dProtAut></gResProcEVe></rRetEnviEventoDe></rContEv></xContEv>`;
  const escaped = (xml: string): string => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  test.each([
    ['as elements', document + cancelled],
    ['escaped, in one root', escaped(`<rContDe>${document}${cancelled}</rContDe>`)],
    ['escaped, in several', escaped(document + cancelled)],
  ])('found and cancelled: %s', (_name, content) => {
    expect(readCdc(asked('0422', content))).toEqual({
      kind: 'found',
      protocol: '3409990272',
      cancelled: true,
    });
  });

  test('found', () => {
    expect(readCdc(asked('0422', `${document}<xContEv></xContEv>`))).toEqual({
      kind: 'found',
      protocol: '3409990272',
      cancelled: false,
    });
    expect(readCdc(asked('0422'))).toEqual({ kind: 'found', protocol: null, cancelled: false });
  });

  test('not found, not allowed to ask', () => {
    expect(readCdc(asked('0420'))).toEqual({ kind: 'not_found' });
    expect(readCdc(asked('0421'))).toMatchObject({ kind: 'refused', reason: { code: '0421' } });
  });
});

describe('events and RUCs', () => {
  const events = (...results: readonly (readonly [id: string, code: string])[]): Answer =>
    soap(
      `<rRetEnviEventoDe><dFecProc>2026-06-11T10:30:05-03:00</dFecProc>${results
        .map(
          ([id, code]) =>
            `<gResProcEVe><dEstRes>x</dEstRes><dProtAut>7${id}</dProtAut><id>${id}</id>${result(code, 'y')}</gResProcEVe>`,
        )
        .join('')}</rRetEnviEventoDe>`,
    );
  const repliesTo = (answer: Answer, ...ids: readonly string[]): unknown[] => {
    const read = readEvents(answer, ids);
    return read.kind === 'answered' ? [...read.replies] : [read];
  };

  test('each event of a group has its own result, in whatever order they stand', () => {
    const answer = events(['14', '0161'], ['13', '4009'], ['12', '0600']);
    expect(repliesTo(answer, '12', '13', '14')).toEqual([
      ['12', { kind: 'registered', protocol: '712', at: new Date('2026-06-11T13:30:05Z') }],
      ['13', { kind: 'event_rejected', reason: { code: '4009', message: 'y' } }],
      ['14', expect.objectContaining({ kind: 'trouble', cause: 'down' })],
    ]);
  });

  test('an event that the answer leaves out, or does not read, may have arrived', () => {
    const left = { kind: 'trouble', cause: 'unreadable', mayHaveArrived: true };
    expect(repliesTo(events(['12', '0600'], ['13', 'x']), '12', '13', '14')).toMatchObject([
      ['12', { kind: 'registered' }],
      ['13', left],
      ['14', left],
    ]);
    expect(readEvents(events(['99', '0600']), ['12', '13'])).toMatchObject(left);
    expect(readEvents(events(), ['12', '13'])).toMatchObject(left);
  });

  test('one that was sent alone is the one that is meant', () => {
    expect(repliesTo(events(['0', '0600']), '12')).toMatchObject([['12', { kind: 'registered' }]]);
  });

  test('a RUC and who it is', () => {
    const found = soap(
      '<rResEnviConsRUC><dCodRes>0502</dCodRes><dMsgRes>RUC encontrado</dMsgRes><xContRUC><dRUCCons>80069563</dRUCCons><dRazCons>Colegio S.A.</dRazCons><dCodEstCons>ACT</dCodEstCons><dDesEstCons>ACTIVO</dDesEstCons><dRUCFactElec>S</dRUCFactElec></xContRUC></rResEnviConsRUC>',
    );
    expect(readRuc(found)).toEqual({
      kind: 'ruc',
      name: 'Colegio S.A.',
      stateCode: 'ACT',
      state: 'ACTIVO',
      invoicesElectronically: true,
      clock: null,
    });
    const none = soap('<rResEnviConsRUC><dCodRes>0500</dCodRes><dMsgRes>x</dMsgRes></rResEnviConsRUC>');
    const clock = new Date('2026-11-26T12:00:00Z');
    expect(readRuc({ ...none, clock })).toEqual({ kind: 'ruc_unknown', clock });
    const refused = soap('<rResEnviConsRUC><dCodRes>0501</dCodRes><dMsgRes>x</dMsgRes></rResEnviConsRUC>');
    expect(readRuc(refused)).toMatchObject({ kind: 'refused', reason: { code: '0501' } });
  });
});
