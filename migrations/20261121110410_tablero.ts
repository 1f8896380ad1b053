import { routineMigration } from './steps.ts';

/** Today, in figures. */
export const tablero = routineMigration('20261121110410_tablero', ['sp_tablero']);
