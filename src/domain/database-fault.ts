/** Why a database that is there is not used, where somebody can mend it: the `causa` of BASE_DE_DATOS. */
export const DATABASE_FAULTS = [
  'binlog',
  'cuenta',
  'equipo',
  'tls_falta',
  'tls_ajeno',
  'tls_otro',
  'tls_vencido',
] as const;

export type DatabaseFault = (typeof DATABASE_FAULTS)[number];

export const isDatabaseFault = (cause: unknown): cause is DatabaseFault =>
  (DATABASE_FAULTS as readonly unknown[]).includes(cause);
