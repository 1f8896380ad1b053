import type { DocumentAmounts } from '../../domain/invoice/amounts.ts';
import { DOCUMENT_TYPES } from '../../domain/invoice/cdc.ts';
import {
  type CreditNoteInput,
  type InvoiceInput,
  isInvoice,
  type Receiver,
} from '../../domain/invoice/document.ts';
import { type Emission, issuerName, type Place } from '../../domain/invoice/issuer.ts';
import { paymentEntry } from '../../domain/invoice/payments.ts';
import { taxpayerTypeOf } from '../../domain/invoice/receiver.ts';
import { plainText } from '../../domain/invoice/text.ts';
import { itemGroup, totalsGroup } from './items-xml.ts';
import { field, group } from './xml.ts';

const CURRENCY = { code: 'PYG', name: 'Guarani' } as const;

/** `2026-01-09 21:25:07` to `2026-01-09T21:25:07`. */
export const sifenTime = (date: string): string => date.replace(' ', 'T');

const currency = (code: string, name: string): string =>
  field(code, CURRENCY.code) + field(name, CURRENCY.name);

const placeFields = (code: string, name: string, place: Place | null): string =>
  place ? field(code, place.code) + field(name, plainText(place.name, 30)) : '';

const issuerGroup = (emission: Emission): string => {
  const { issuer } = emission;
  const [number = '', digit = ''] = issuer.ruc.split('-');
  const tradeName = plainText(issuer.tradeName ?? '', 255);
  return group(
    'gEmis',
    field('dRucEm', number),
    field('dDVEmi', digit),
    field('iTipCont', issuer.taxpayerType),
    field('dNomEmi', issuerName(emission)),
    field('dNomFanEmi', [...tradeName].length >= 4 ? tradeName : null),
    field('dDirEmi', plainText(issuer.address, 255)),
    field('dNumCas', issuer.houseNumber),
    placeFields('cDepEmi', 'dDesDepEmi', issuer.department),
    placeFields('cDisEmi', 'dDesDisEmi', issuer.district),
    placeFields('cCiuEmi', 'dDesCiuEmi', issuer.city),
    field('dTelEmi', plainText(issuer.phone, 15)),
    field('dEmailE', issuer.email),
    ...issuer.activities.map((activity) =>
      group(
        'gActEco',
        field('cActEco', activity.code),
        field('dDesActEco', plainText(activity.description, 300)),
      ),
    ),
  );
};

const country = field('cPaisRec', 'PRY') + field('dDesPaisRe', 'Paraguay');

const receiverGroup = (receiver: Receiver): string => {
  if (receiver.kind === 'ruc') {
    const [number = '', digit = ''] = receiver.ruc.split('-');
    return group(
      'gDatRec',
      field('iNatRec', 1),
      field('iTiOpe', 1),
      country,
      field('iTiContRec', taxpayerTypeOf(receiver.ruc)),
      field('dRucRec', number),
      field('dDVRec', digit),
      field('dNomRec', plainText(receiver.name, 255)),
    );
  }
  const [type, kind, number, name] =
    receiver.kind === 'ci'
      ? ([1, 'Cédula paraguaya', receiver.ci, plainText(receiver.name, 255)] as const)
      : ([5, 'Innominado', '0', 'Sin Nombre'] as const);
  return group(
    'gDatRec',
    field('iNatRec', 2),
    field('iTiOpe', 2),
    country,
    field('iTipIDRec', type),
    field('dDTipIDRec', kind),
    field('dNumIDRec', number),
    field('dNomRec', name),
  );
};

/** A card's brand is not known to the till: "other". It was read by the bank's own terminal. */
const cardGroup = group(
  'gPagTarCD',
  field('iDenTarj', 99),
  field('dDesDenTarj', 'Otro'),
  field('iForProPa', 1),
);

const paymentGroup = (entry: ReturnType<typeof paymentEntry>): string =>
  group(
    'gPaConEIni',
    field('iTiPago', entry.type),
    field('dDesTiPag', entry.description),
    field('dMonTiPag', entry.amount),
    currency('cMoneTiPag', 'dDMoneTiPag'),
    entry.card ? cardGroup : '',
    entry.cheque
      ? group('gPagCheq', field('dNumCheq', entry.cheque.number), field('dBcoEmi', entry.cheque.bank))
      : '',
  );

const conditionGroup = (input: InvoiceInput): string =>
  group(
    'gCamCond',
    field('iCondOpe', 1),
    field('dDCondOpe', 'Contado'),
    ...input.payments.map((payment) => paymentGroup(paymentEntry(payment))),
  );

const stampGroup = (input: InvoiceInput | CreditNoteInput): string =>
  group(
    'gTimb',
    field('iTiDE', isInvoice(input) ? DOCUMENT_TYPES.factura : DOCUMENT_TYPES.nota_credito),
    field('dDesTiDE', isInvoice(input) ? 'Factura electrónica' : 'Nota de crédito electrónica'),
    field('dNumTim', input.timbrado.number),
    field('dEst', input.point.establishment),
    field('dPunExp', input.point.point),
    field('dNumDoc', String(input.number).padStart(7, '0')),
    field('dFeIniT', input.timbrado.start),
  );

/** Only an invoice says what kind of trade it was; both say which tax. */
const operationGroup = (input: InvoiceInput | CreditNoteInput): string =>
  group(
    'gOpeCom',
    ...(isInvoice(input) ? [field('iTipTra', 1), field('dDesTipTra', 'Venta de mercadería')] : []),
    field('iTImp', 1),
    field('dDesTImp', 'IVA'),
    currency('cMoneOpe', 'dDesMoneOpe'),
  );

const kindGroups = (input: InvoiceInput | CreditNoteInput): string =>
  isInvoice(input)
    ? group('gCamFE', field('iIndPres', 1), field('dDesIndPres', 'Operación presencial')) +
      conditionGroup(input)
    : group('gCamNCDE', field('iMotEmi', 2), field('dDesMotEmi', 'Devolución'));

/** What is inside `DE`: all that is signed of a document. */
export const documentContent = (
  input: InvoiceInput | CreditNoteInput,
  amounts: DocumentAmounts,
  cdc: string,
): string =>
  [
    field('dDVId', cdc.slice(-1)),
    field('dFecFirma', sifenTime(input.signedAt)),
    field('dSisFact', 1),
    group('gOpeDE', field('iTipEmi', 1), field('dDesTipEmi', 'Normal'), field('dCodSeg', input.securityCode)),
    stampGroup(input),
    group(
      'gDatGralOpe',
      field('dFeEmiDE', sifenTime(input.issuedAt)),
      operationGroup(input),
      issuerGroup(input),
      receiverGroup(input.receiver),
    ),
    group('gDtipDE', kindGroups(input), ...amounts.items.map(itemGroup)),
    totalsGroup(amounts.totals),
    isInvoice(input)
      ? ''
      : group(
          'gCamDEAsoc',
          field('iTipDocAso', 1),
          field('dDesTipDocAso', 'Electrónico'),
          field('dCdCDERef', input.invoiceCdc),
        ),
  ].join('');
