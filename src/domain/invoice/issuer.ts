import { checkDocument } from '../ruc.ts';
import type { EmissionPoint } from './cdc.ts';
import { plainText } from './text.ts';

/** A row of one of SIFEN's geographic tables. */
export interface Place {
  readonly code: number;
  readonly name: string;
}

/** Who issues: the store as the tax authority knows it (field group gEmis). */
export interface Issuer {
  /** With its check digit: `80069563-1`. */
  readonly ruc: string;
  /** 1 natural person, 2 legal entity. */
  readonly taxpayerType: 1 | 2;
  /** Name in the register of taxpayers. */
  readonly name: string;
  readonly tradeName: string | null;
  /** One to nine. */
  readonly activities: readonly { readonly code: string; readonly description: string }[];
  readonly address: string;
  /** 0: without a number. */
  readonly houseNumber: number;
  readonly department: Place;
  readonly district: Place | null;
  readonly city: Place;
  readonly phone: string;
  readonly email: string;
}

/** The authority's permission to issue. */
export interface Timbrado {
  /** Eight digits. */
  readonly number: string;
  /** First day that it holds, `YYYY-MM-DD`. */
  readonly start: string;
}

/** Código de Seguridad del Contribuyente: the secret behind the hash in the QR. */
export interface Csc {
  /** Four digits. */
  readonly id: string;
  /** Secret: never in a log, an error or a document. */
  readonly value: string;
}

/** The form in which the authority gives it out: 32 letters and digits (manual v150, section 13.8.1). */
export const isCscValue = (value: string): boolean => /^[0-9A-Za-z]{32}$/.test(value);

export const ENVIRONMENTS = ['prueba', 'produccion'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Where anyone can look a document up by its CDC. */
export const CONSULTATION = {
  produccion: 'https://ekuatia.set.gov.py/consultas',
  prueba: 'https://ekuatia.set.gov.py/consultas-test',
} as const satisfies Record<Environment, string>;

/** What a name must be outside production: nobody shall take a test for a document (field D105). */
const TEST_NAME = 'DE generado en ambiente de prueba - sin valor comercial ni fiscal';

/** The issuer's name as a document says it. */
export const issuerName = ({ issuer, environment }: Emission): string =>
  environment === 'prueba' ? TEST_NAME : plainText(issuer.name, 255);

/** What is the same in every document of a till. */
export interface Emission {
  readonly environment: Environment;
  readonly issuer: Issuer;
  readonly timbrado: Timbrado;
  readonly point: EmissionPoint;
}

/** Departments by their code; SIFEN wants these very names. */
export const DEPARTMENTS: readonly string[] = [
  'CAPITAL',
  'CONCEPCION',
  'SAN PEDRO',
  'CORDILLERA',
  'GUAIRA',
  'CAAGUAZU',
  'CAAZAPA',
  'ITAPUA',
  'MISIONES',
  'PARAGUARI',
  'ALTO PARANA',
  'CENTRAL',
  'NEEMBUCU',
  'AMAMBAY',
  'PTE. HAYES',
  'BOQUERON',
  'ALTO PARAGUAY',
  'CANINDEYU',
  'CHACO',
  'NUEVA ASUNCION',
];

/** The name of a department by its code, from 1; null: there is none. */
export const departmentName = (code: number): string | null => DEPARTMENTS[code - 1] ?? null;

/** What is wrong with a setting of {@link Emission}: its name, and whether it is absent or does not have the form. */
export interface EmissionFault {
  readonly field:
    | 'ruc'
    | 'nombre'
    | 'actividades'
    | 'direccion'
    | 'numero_casa'
    | 'departamento'
    | 'distrito'
    | 'ciudad'
    | 'telefono'
    | 'correo'
    | 'timbrado'
    | 'timbrado_inicio'
    | 'establecimiento'
    | 'punto';
  readonly problem: 'falta' | 'forma';
}

const EMAIL = /^[0-9a-zA-Z][0-9a-zA-Z._-]*@([0-9a-zA-Z][0-9a-zA-Z_-]*\.)+[a-zA-Z]{2,9}$/;

const within = (text: string, least: number, most: number): boolean => {
  const length = [...plainText(text, most + 1)].length;
  return length >= least && length <= most;
};

const place = ({ code, name }: Place, most: number): boolean =>
  Number.isInteger(code) && code >= 1 && code <= most && within(name, 1, 30);

/** What the authority would refuse of the settings, by the forms of its schemas; none: documents can be made. */
export const emissionFaults = ({ issuer, timbrado, point }: Emission): readonly EmissionFault[] => {
  const ruc = checkDocument(issuer.ruc);
  const good: readonly (readonly [EmissionFault['field'], string, boolean])[] = [
    ['ruc', issuer.ruc, ruc.ok && /^[1-9]\d{2,7}-\d$/.test(issuer.ruc)],
    ['nombre', issuer.name, within(issuer.name, 4, 255)],
    [
      'actividades',
      issuer.activities.map((one) => one.code).join(''),
      issuer.activities.length >= 1 &&
        issuer.activities.length <= 9 &&
        issuer.activities.every((one) => /^[0-9A-Z]{1,8}$/.test(one.code) && within(one.description, 1, 300)),
    ],
    ['direccion', issuer.address, within(issuer.address, 1, 255)],
    [
      'numero_casa',
      '0',
      Number.isInteger(issuer.houseNumber) && issuer.houseNumber >= 0 && issuer.houseNumber < 1e6,
    ],
    [
      'departamento',
      issuer.department.name,
      departmentName(issuer.department.code) === issuer.department.name,
    ],
    ['distrito', '0', issuer.district === null || place(issuer.district, 9_999)],
    ['ciudad', issuer.city.name, place(issuer.city, 99_999)],
    ['telefono', issuer.phone, within(issuer.phone, 6, 15)],
    ['correo', issuer.email, EMAIL.test(issuer.email)],
    ['timbrado', timbrado.number, /^\d{8}$/.test(timbrado.number) && Number(timbrado.number) > 0],
    [
      'timbrado_inicio',
      timbrado.start,
      /^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(timbrado.start),
    ],
    [
      'establecimiento',
      point.establishment,
      /^\d{3}$/.test(point.establishment) && point.establishment !== '000',
    ],
    ['punto', point.point, /^\d{3}$/.test(point.point) && point.point !== '000'],
  ];
  return good.flatMap(([field, value, right]) =>
    right ? [] : [{ field, problem: value.trim() === '' ? 'falta' : 'forma' }],
  );
};
