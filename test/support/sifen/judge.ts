import { createHash, type X509Certificate } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { hasSchemas, schemaFaults } from '../xml-check.ts';
import { signatureFault } from './signature.ts';
import { all, at, text, verbatim } from './xml.ts';

/** What the authority knows of who sends. */
export interface Rules {
  readonly authority: X509Certificate;
  /** Value of the CSC by its id; none: QR hashes are not checked. */
  readonly csc: Readonly<Record<string, string>>;
  /** RUCs that are in no register. */
  readonly unknownRucs: ReadonlySet<string>;
}

export interface Judged {
  readonly cdc: string;
  /** Kind, timbrado, establishment, point and number. */
  readonly number: string;
  /** Of `signing`; sent later than 72 hours after it is an observation. */
  readonly late: boolean;
  readonly fault: { readonly code: string; readonly message: string } | null;
}

const HOUR_MS = 3_600_000;
const UNNAMED_LIMIT = 7_000_000;

/** Modulo 11 as the manual shows it, from the right with 2 to 11. */
const checkDigit = (digits: string): string => {
  let weight = 2;
  let sum = 0;
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    sum += Number(digits[place]) * weight;
    weight = weight === 11 ? 2 : weight + 1;
  }
  const rest = sum % 11;
  return String(rest <= 1 ? 0 : 11 - rest);
};

/** Store-local time without a zone: UTC-3. */
const moment = (local: string): number => Date.parse(`${local}-03:00`);

const padded = (value: string, length: number): string => value.padStart(length, '0');

const cdcOf = (de: XmlElement): string =>
  [
    padded(text(de, 'gTimb/iTiDE'), 2),
    padded(text(de, 'gDatGralOpe/gEmis/dRucEm'), 8),
    text(de, 'gDatGralOpe/gEmis/dDVEmi'),
    text(de, 'gTimb/dEst'),
    text(de, 'gTimb/dPunExp'),
    text(de, 'gTimb/dNumDoc'),
    text(de, 'gDatGralOpe/gEmis/iTipCont'),
    text(de, 'gDatGralOpe/dFeEmiDE').slice(0, 10).replaceAll('-', ''),
    text(de, 'gOpeDE/iTipEmi'),
    text(de, 'gOpeDE/dCodSeg'),
    text(de, 'dDVId'),
  ].join('');

const qrFault = (rde: XmlElement, de: XmlElement, csc: Rules['csc']): string | null => {
  const [, said = '', hash = ''] = /\?(.*)&cHashQR=(.*)$/.exec(text(rde, 'gCamFuFD/dCarQR')) ?? [];
  const facts = new URLSearchParams(said);
  const digest = Buffer.from(text(rde, 'Signature/SignedInfo/Reference/DigestValue')).toString('hex');
  const same =
    facts.get('Id') === de.attr('Id')?.value &&
    facts.get('DigestValue') === digest &&
    facts.get('dTotGralOpe') === text(de, 'gTotSub/dTotGralOpe') &&
    facts.get('cItems') === String(all(de, 'gCamItem').length);
  if (!same) return '2500';
  const secret = csc[facts.get('IdCSC') ?? ''];
  if (Object.keys(csc).length === 0) return null;
  return createHash('sha256').update(`${said}${secret}`).digest('hex') === hash ? null : '2501';
};

const receiverFault = (de: XmlElement, unknown: ReadonlySet<string>): string | null => {
  const ruc = text(de, 'gDatGralOpe/gDatRec/dRucRec');
  if (ruc !== '') {
    if (text(de, 'gDatGralOpe/gDatRec/dDVRec') !== checkDigit(ruc)) return '1309';
    return unknown.has(ruc) ? '1306' : null;
  }
  const unnamed = text(de, 'gDatGralOpe/gDatRec/iTipIDRec') === '5';
  return unnamed && Number(text(de, 'gTotSub/dTotGralOpe')) >= UNNAMED_LIMIT ? '1321' : null;
};

const codeAgainst = (rde: XmlElement, de: XmlElement, rules: Rules, now: Date): string | null => {
  const cdc = de.attr('Id')?.value ?? '';
  const ruc = text(de, 'gDatGralOpe/gEmis/dRucEm');
  const signature = signatureFault(de, at(rde, 'Signature'), { ruc, authority: rules.authority, now });
  if (signature) return signature;
  if (!/^\d{44}$/.test(cdc) || checkDigit(cdc.slice(0, 43)) !== cdc[43]) return '1003';
  if (cdcOf(de) !== cdc) return '1000';
  if (text(de, 'gDatGralOpe/gEmis/dDVEmi') !== checkDigit(ruc)) return '1253';
  if (moment(text(de, 'dFecFirma')) > now.getTime()) return '1004';
  if (moment(text(de, 'gDatGralOpe/dFeEmiDE')) < now.getTime() - 720 * HOUR_MS) return '1150';
  return receiverFault(de, rules.unknownRucs) ?? qrFault(rde, de, rules.csc);
};

/** Judges a document by itself; what it is beside others (doubles, spent numbers) the register knows. */
export const judge = (rde: XmlElement, rules: Rules, now: Date): Judged => {
  const de = at(rde, 'DE');
  const cdc = de?.attr('Id')?.value ?? '';
  const malformed = hasSchemas ? schemaFaults(verbatim(rde), 'siRecepDE_v150.xsd') : '';
  if (!de || malformed !== '')
    return {
      cdc,
      number: '',
      late: false,
      fault: { code: '0160', message: `XML malformado: ${malformed.slice(0, 150)}` },
    };
  const code = codeAgainst(rde, de, rules, now);
  return {
    cdc,
    number: ['iTiDE', 'dNumTim', 'dEst', 'dPunExp', 'dNumDoc']
      .map((name) => text(de, `gTimb/${name}`))
      .join('-'),
    late: moment(text(de, 'dFecFirma')) < now.getTime() - 72 * HOUR_MS,
    fault: code === null ? null : { code, message: `simulado: validación ${code}` },
  };
};
