import type { EmissionPoint } from './cdc.ts';

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

export const ENVIRONMENTS = ['prueba', 'produccion'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** What is the same in every document of a till. */
export interface Emission {
  readonly environment: Environment;
  readonly issuer: Issuer;
  readonly timbrado: Timbrado;
  readonly point: EmissionPoint;
}
