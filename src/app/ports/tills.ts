import type { Result } from '../../domain/result.ts';
import type { Till } from '../../domain/user.ts';
import type { ActedBy } from '../ports.ts';

/** A till as an admin sees it. */
export interface TillRecord extends Till {
  readonly active: boolean;
  /** The account on the database server that it was given when it was invited; null: it uses the one of the configuration. */
  readonly account: string | null;
}

export interface Tills {
  /** All, the closed ones too, by code. */
  readonly list: () => Promise<readonly TillRecord[]>;
  /** Names of the machines whose sale screen sells on the till of this code now. */
  readonly screens: (code: string) => Promise<readonly string[]>;
  /** Refuses CAJA_REPETIDA, VALOR_INVALIDO. @returns its id */
  readonly create: (
    by: ActedBy,
    till: { readonly code: string; readonly name: string },
  ) => Promise<Result<number>>;
  /** Refuses TURNO_YA_ABIERTO {turno} when one with an open shift is to be closed, CAJA_NECESARIA for the last. */
  readonly edit: (
    by: ActedBy,
    id: number,
    edit: { readonly name: string; readonly active: boolean },
  ) => Promise<Result<number>>;
}
