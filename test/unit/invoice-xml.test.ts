import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchZip } from '../../src/adapters/sifen/batch.ts';
import { eventGroup } from '../../src/adapters/sifen/events-xml.ts';
import { makeInvoiceMaker } from '../../src/adapters/sifen/maker.ts';
import { qrAddress, qrHash } from '../../src/adapters/sifen/qr.ts';
import type { InvoiceMaker, KeyPair } from '../../src/app/ports/invoice-maker.ts';
import { parseCdc } from '../../src/domain/invoice/cdc.ts';
import type { InvoiceInput, MadeDocument } from '../../src/domain/invoice/document.ts';
import { invoiceOf } from '../../src/domain/invoice/from-sale.ts';
import { gs } from '../../src/domain/money.ts';
import type { StoredSale } from '../../src/domain/sale.ts';
import { anySale, CSC, EMISSION, ISSUE, PAYMENT_METHODS, soldAs } from '../support/invoice.ts';
import { testPair } from '../support/invoice-keys.ts';
import {
  canonical,
  firstOf,
  hasSchemas,
  hasXmlsec,
  schemaFaults,
  signatureHolds,
  valuesOf,
  xmlsecFaults,
} from '../support/xml-check.ts';

const NOW = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

let pair: KeyPair;
let maker: InvoiceMaker;
beforeAll(async () => {
  pair = await testPair();
  maker = makeInvoiceMaker(pair, CSC);
});

const inputOf = (sale: StoredSale, over: Partial<InvoiceInput> = {}): InvoiceInput => {
  const input = invoiceOf(sale, PAYMENT_METHODS, EMISSION, { ...ISSUE, signedAt: NOW });
  if (!input.ok) throw new Error(input.error.code);
  return { ...input.value, ...over };
};

const made = (sale: StoredSale, over: Partial<InvoiceInput> = {}): MadeDocument => {
  const document = maker.invoice(inputOf(sale, over));
  if (!document.ok) throw new Error(document.error.code);
  return document.value;
};

const cart = {
  lines: [
    ['Coca Cola 500ml', 5_000, 2],
    ['Sándwich de jamón', 15_000, 1],
  ].map(([name, price, quantity], at) => ({
    productId: at,
    code: `P${at}`,
    name: String(name),
    price: gs(Number(price)),
    quantity: Number(quantity),
    taxRate: 10,
    allergens: [],
    discount: gs(0),
  })),
  discount: gs(0),
};
const SALE = soldAs(cart, 'en_factura', ['EFECTIVO']);

const CREDIT_NOTE = {
  ...EMISSION,
  ...ISSUE,
  signedAt: NOW,
  issuedAt: '2026-01-12 10:00:00',
  receiver: { kind: 'ci', ci: '1234567', name: 'CARMEN & HIJOS' },
  invoiceCdc: '01444444017001001001452822017012515873260988',
  lines: [
    { code: 'P5', name: 'Coca <Cola>', quantity: 3, amount: gs(10_000), taxRate: 10 },
    { code: 'P6', name: 'Pan', quantity: 1, amount: gs(2_000), taxRate: 0 },
  ],
} as const;

describe('an invoice', () => {
  it('says what was sold, each unit with its IVA', () => {
    const { xml, cdc, number } = made(SALE);
    expect(number).toBe('001-001-0000069');
    expect(parseCdc(cdc)).toMatchObject({ type: 1, number: 69, ruc: '80069563-1', day: '2026-01-09' });
    expect(xml).toContain(`<DE Id="${cdc}"><dDVId>${cdc.slice(-1)}</dDVId>`);
    expect(valuesOf(xml, 'dPUniProSer')).toEqual(['5500', '16500']);
    expect(firstOf(xml, 'dTotGralOpe')).toBe('27500');
    expect(firstOf(xml, 'dBaseGrav10')).toBe('25000');
    expect(firstOf(xml, 'dIVA10')).toBe('2500');
    expect(firstOf(xml, 'dNomRec')).toBe('Sin Nombre');
    expect(firstOf(xml, 'dFeEmiDE')).toBe('2026-01-09T21:25:07');
  });

  it('is one line without declarations, prefixes, empty values or edge spaces', () =>
    fc.assert(
      fc.property(anySale, (sale) => {
        const { xml } = made(sale);
        const signedPart = /<DE [\s\S]*<\/DE>/.exec(xml)?.[0] ?? '';
        expect(xml).not.toMatch(/[\r\n\t]|<\w+:|<\?|>\s|\s</);
        expect(signedPart).not.toMatch(/<(\w+)[^>]*><\/\1>|\/>/);
      }),
      { numRuns: 50 },
    ));

  it('is told outside production that it is worth nothing', () =>
    expect(firstOf(made(SALE, { environment: 'prueba' }).xml, 'dNomEmi')).toMatch(/sin valor comercial/));

  it('names the holder of a RUC as a taxpayer', () => {
    const { xml } = made({ ...SALE, clientDocument: '80069563-1' });
    expect(xml).toContain('<iNatRec>1</iNatRec><iTiOpe>1</iTiOpe>');
    expect(xml).toContain('<iTiContRec>2</iTiContRec><dRucRec>80069563</dRucRec><dDVRec>1</dDVRec>');
  });

  it(
    'totals what the sale totals, pays what it paid, and is signed, over 300 random carts',
    () =>
      fc.assert(
        fc.property(anySale, (sale) => {
          const { xml, cdc, total, tax, digest } = made(sale);
          const tax10 = sale.taxes.find((share) => share.rate === 10)?.tax ?? 0;
          const tax5 = sale.taxes.find((share) => share.rate === 5)?.tax ?? 0;
          expect([total, tax]).toEqual([sale.total, sale.tax]);
          expect(Number(firstOf(xml, 'dTotGralOpe'))).toBe(sale.total);
          expect(Number(firstOf(xml, 'dIVA10'))).toBe(tax10);
          expect(Number(firstOf(xml, 'dIVA5'))).toBe(tax5);
          expect(Number(firstOf(xml, 'dTotIVA'))).toBe(sale.tax);
          const numbers = (name: string): number => Number(firstOf(xml, name));
          expect(numbers('dSub10') + numbers('dSub5') + numbers('dSubExe')).toBe(sale.total);
          expect(numbers('dBaseGrav10') + tax10).toBe(numbers('dSub10'));
          expect(valuesOf(xml, 'dMonTiPag').reduce((all, paid) => all + Number(paid), 0)).toBe(sale.total);
          expect(digest).toBe(createHash('sha256').update(canonical(xml, 'DE')).digest('base64'));
          expect(signatureHolds(xml, pair.certificate, cdc)).toBe(true);
        }),
        { numRuns: 300 },
      ),
    60_000,
  );

  it('keeps its signature inside an envelope, and loses it with any letter', () => {
    const { xml, cdc } = made(SALE);
    const envelope = `<e:Envelope xmlns:e="urn:e" xmlns:xsi="urn:other"><e:Body>${xml}</e:Body></e:Envelope>`;
    expect(signatureHolds(envelope, pair.certificate, cdc)).toBe(true);
    expect(signatureHolds(xml.replace('Coca', 'Cosa'), pair.certificate, cdc)).toBe(false);
    expect(signatureHolds(xml.replace('<dNumDoc>0000069', '<dNumDoc>0000070'), pair.certificate, cdc)).toBe(
      false,
    );
  });

  it.skipIf(!hasXmlsec)('is found good by xmlsec1 (skipped where it is not installed)', () => {
    const { xml } = made({ ...SALE, client: 'Á & <B>', clientDocument: '1234567' });
    expect(xmlsecFaults(xml, pair.certificate, 'DE')).toBe('');
    expect(xmlsecFaults(xml.replace('Coca', 'Cosa'), pair.certificate, 'DE')).not.toBe('');
  });

  it.skipIf(!hasSchemas)(
    'follows the authority’s schema, over 300 random carts (skipped without ../shared)',
    () =>
      fc.assert(
        fc.property(anySale, (sale) => {
          expect(schemaFaults(made(sale).xml, 'siRecepDE_v150.xsd')).toBe('');
        }),
        { numRuns: 300 },
      ),
    60_000,
  );

  it.skipIf(!hasSchemas)('is refused by the schema when a field is missing: the check checks', () =>
    expect(schemaFaults(made(SALE).xml.replace('<dSisFact>1</dSisFact>', ''), 'siRecepDE_v150.xsd')).toMatch(
      /dSisFact|gOpeDE/,
    ),
  );
});

describe('a credit note', () => {
  it('names the invoice, says why, and is signed', () => {
    const note = maker.creditNote(CREDIT_NOTE);
    if (!note.ok) throw new Error(note.error.code);
    const { xml, cdc, total } = note.value;
    expect(cdc.slice(0, 2)).toBe('05');
    expect(total).toBe(12_000);
    expect(firstOf(xml, 'dCdCDERef')).toBe(CREDIT_NOTE.invoiceCdc);
    expect(firstOf(xml, 'dDesMotEmi')).toBe('Devolución');
    expect(xml).not.toContain('gCamCond');
    expect(signatureHolds(xml, pair.certificate, cdc)).toBe(true);
    if (hasSchemas) expect(schemaFaults(xml, 'siRecepDE_v150.xsd')).toBe('');
  });
});

describe('events', () => {
  it('cancel a document, and report unused numbers', () => {
    const cancel = maker.cancellation({
      id: 7,
      cdc: '01444444017001001001452822017012515873260988',
      reason: 'Se cargó <otro> producto',
      signedAt: NOW,
    });
    const unused = maker.unusedNumbers({
      id: 8,
      kind: 'factura',
      timbrado: '12345678',
      establishment: '001',
      point: '001',
      from: 70,
      to: 72,
      reason: 'Corte de energía',
      signedAt: NOW,
    });
    if (!cancel.ok || !unused.ok) throw new Error('not made');
    for (const { id, xml } of [cancel.value, unused.value]) {
      const alone = eventGroup([xml]);
      expect(signatureHolds(alone, pair.certificate, String(id))).toBe(true);
      if (hasSchemas) expect(schemaFaults(alone, 'siRecepEvento_v150.xsd')).toBe('');
      if (hasXmlsec) expect(xmlsecFaults(alone, pair.certificate, 'rEve')).toBe('');
    }
    expect(valuesOf(unused.value.xml, 'dNumFin')).toEqual(['0000072']);
    const both = eventGroup([cancel.value.xml, unused.value.xml]);
    for (const id of ['7', '8']) expect(signatureHolds(both, pair.certificate, id), id).toBe(true);
    if (hasSchemas) expect(schemaFaults(both, 'siRecepEvento_v150.xsd')).toBe('');
  });
});

describe('QR', () => {
  // Technical manual v150, section 13.8: the example and its hash.
  const PUBLISHED =
    'nVersion=150&Id=01444444017001001001452822017012515873260988&dFeEmiDE=323031372d30312d32355430393a33353a3137&dRucRec=88899990&dTotGralOpe=300000&dTotIVA=27272&cItems=2&DigestValue=797a4759685578312f5859597a6b7357422b6650523351633530633d&IdCSC=0001';
  const HASH = '97ddbb3c1e7d65af03a70ffe21f2b34846ab1c89e0566c35222086766b7374ed';

  it('is the published example', () => {
    expect(qrHash(PUBLISHED, CSC)).toBe(HASH);
    const address = qrAddress(
      {
        cdc: '01444444017001001001452822017012515873260988',
        issuedAt: '2017-01-25T09:35:17',
        receiver: { kind: 'ruc', ruc: '88899990-3', name: '' },
        total: 300_000,
        tax: 27_272,
        items: 2,
        digest: 'yzGYhUx1/XYYzksWB+fPR3Qc50c=',
      },
      CSC,
      'produccion',
    );
    expect(address).toBe(`https://ekuatia.set.gov.py/consultas/qr?${PUBLISHED}&cHashQR=${HASH}`);
  });

  it('stands in the document as it is printed, and never shows the secret', () => {
    const { xml, qr } = made(SALE);
    expect(firstOf(xml, 'dCarQR')).toBe(qr);
    expect(qr).toContain('dNumIDRec=0&');
    expect(xml).not.toContain(CSC.value);
    expect(made(SALE, { environment: 'prueba' }).qr).toMatch(/consultas-test\/qr/);
  });
});

describe('the maker', () => {
  it('does not sign when its certificate does not hold', () => {
    const late = maker.invoice(inputOf(SALE, { signedAt: '2099-01-01 00:00:00' }));
    expect(late).toMatchObject({ ok: false, error: { code: 'CERTIFICADO_FUERA_DE_FECHA' } });
    expect(maker.cancellation({ id: 1, cdc: '', reason: 'x', signedAt: '1999-01-01 00:00:00' }).ok).toBe(
      false,
    );
  });

  it('takes no number or code that is none', () => {
    expect(() => maker.invoice(inputOf(SALE, { number: 0 }))).toThrow(RangeError);
    expect(() => maker.invoice(inputOf(SALE, { securityCode: '000000000' }))).toThrow(RangeError);
  });
});

describe('a batch', () => {
  it('holds the documents as they were signed', async () => {
    const documents = [made(SALE).xml, made(SALE, { number: 70 }).xml];
    const files = unzipSync(await batchZip(documents));
    const text = Buffer.from(files['lote.xml'] ?? []).toString('utf8');
    for (const document of documents) {
      const cdc = /Id="(\d{44})"/.exec(document)?.[1] ?? '';
      const at = text.indexOf(document);
      expect(at).toBeGreaterThan(0);
      expect(signatureHolds(text.slice(at, at + document.length), pair.certificate, cdc)).toBe(true);
    }
  });
});
