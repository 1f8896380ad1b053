import { rucDigit } from '../ruc.ts';

/** Kinds of document that a canteen issues, by their code in SIFEN (field C002). */
export const DOCUMENT_TYPES = { factura: 1, nota_credito: 5 } as const;
export type DocumentKind = keyof typeof DOCUMENT_TYPES;

/** Where a document is numbered: establishment and point of issue, three digits each. */
export interface EmissionPoint {
  readonly establishment: string;
  readonly point: string;
}

/** What a CDC (Código de Control) is made of; SIFEN technical manual v150, section 10.1. */
export interface CdcParts extends EmissionPoint {
  readonly type: number;
  /** With its check digit after a hyphen. */
  readonly ruc: string;
  readonly number: number;
  /** 1 natural person, 2 legal entity. */
  readonly taxpayerType: 1 | 2;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** 1 normal, 2 contingency. */
  readonly emission: 1 | 2;
  /** Nine digits, random: whoever knows a number must not be able to guess the code. */
  readonly securityCode: string;
}

const PARTS =
  /^(?<type>\d{2})(?<ruc>\d{8})(?<rucDigit>\d)(?<establishment>\d{3})(?<point>\d{3})(?<number>\d{7})(?<taxpayer>[12])(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<emission>[12])(?<security>\d{9})(?<digit>\d)$/;

/** `001-001-0000069`: how a document is called on paper. */
export const documentNumber = ({ establishment, point }: EmissionPoint, number: number): string =>
  `${establishment}-${point}-${String(number).padStart(7, '0')}`;

/** The 44 digits that identify a document. The parts must have been checked: nothing is refused here. */
export const makeCdc = (parts: CdcParts): string => {
  const [number = '', digit = ''] = parts.ruc.split('-');
  const body = [
    String(parts.type).padStart(2, '0'),
    number.padStart(8, '0'),
    digit,
    parts.establishment,
    parts.point,
    String(parts.number).padStart(7, '0'),
    parts.taxpayerType,
    parts.day.replaceAll('-', ''),
    parts.emission,
    parts.securityCode,
  ].join('');
  return body + rucDigit(body);
};

/** What a CDC says; null: not 44 digits, a check digit (its own or the RUC's) is wrong, or there is no such day. */
export const parseCdc = (cdc: string): CdcParts | null => {
  const found = PARTS.exec(cdc)?.groups;
  if (!found || rucDigit(cdc.slice(0, -1)) !== Number(found.digit)) return null;
  const number = String(found.ruc).replace(/^0+/, '');
  if (rucDigit(number) !== Number(found.rucDigit)) return null;
  const day = `${found.year}-${found.month}-${found.day}`;
  const time = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(day)) return null;
  return {
    type: Number(found.type),
    ruc: `${number}-${found.rucDigit}`,
    establishment: String(found.establishment),
    point: String(found.point),
    number: Number(found.number),
    taxpayerType: found.taxpayer === '2' ? 2 : 1,
    day,
    emission: found.emission === '2' ? 2 : 1,
    securityCode: String(found.security),
  };
};

/** Eleven groups of four, as the paper shows it. */
export const groupCdc = (cdc: string): string => cdc.match(/.{1,4}/g)?.join(' ') ?? cdc;
