/** Strict everywhere and the same on every server; routines store the mode that they were created under. */
export const SQL_MODE =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

/** Accents are ignored and ñ is a letter of its own; the collation of every table and of the databases that we make. */
export const COLLATION = 'utf8mb4_spanish_ci';
