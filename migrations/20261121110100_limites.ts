import { routineMigration } from './steps.ts';

/** How far a role goes without an approval. */
export const limites = routineMigration('20261121110100_limites', ['limite_de']);
