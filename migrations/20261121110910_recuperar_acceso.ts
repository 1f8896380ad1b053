import { routineMigration } from './steps.ts';

/** A way in for a store whose only admin has forgotten the password. */
export const recuperarAcceso = routineMigration('20261121110910_recuperar_acceso', ['sp_recuperar_acceso']);
