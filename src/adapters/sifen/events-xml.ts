import { DOCUMENT_TYPES } from '../../domain/invoice/cdc.ts';
import type { CancellationInput, MadeEvent, UnusedNumbersInput } from '../../domain/invoice/document.ts';
import { plainText } from '../../domain/invoice/text.ts';
import { sifenTime } from './document-xml.ts';
import { type Signer, signed } from './sign.ts';
import { field, group, outermost } from './xml.ts';

/** Field `mOtEve`. */
const REASON_MOST = 500;

const eventOf = (id: number, signedAt: string, what: string, signer: Signer): MadeEvent => {
  const content = [
    field('dFecFirma', sifenTime(signedAt)),
    field('dVerFor', 150),
    group('gGroupTiEvt', what),
  ].join('');
  return { id, xml: group('rGesEve', signed('rEve', String(id), content, signer).xml) };
};

/** Signed events as they are sent together; what each signature covers does not change with the company. */
export const eventGroup = (events: readonly string[]): string =>
  `<gGroupGesEve ${outermost('siRecepEvento_v150.xsd')}>${events.join('')}</gGroupGesEve>`;

export const cancellation = (input: CancellationInput, signer: Signer): MadeEvent =>
  eventOf(
    input.id,
    input.signedAt,
    group('rGeVeCan', field('Id', input.cdc), field('mOtEve', plainText(input.reason, REASON_MOST))),
    signer,
  );

const sevenDigits = (number: number): string => String(number).padStart(7, '0');

export const unusedNumbers = (input: UnusedNumbersInput, signer: Signer): MadeEvent =>
  eventOf(
    input.id,
    input.signedAt,
    group(
      'rGeVeInu',
      field('dNumTim', input.timbrado),
      field('dEst', input.establishment),
      field('dPunExp', input.point),
      field('dNumIn', sevenDigits(input.from)),
      field('dNumFin', sevenDigits(input.to)),
      field('iTiDE', DOCUMENT_TYPES[input.kind]),
      field('mOtEve', plainText(input.reason, REASON_MOST)),
    ),
    signer,
  );
