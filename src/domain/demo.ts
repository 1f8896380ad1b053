/**
 * The demonstration accounts. Their secrets are published, so sign-in refuses them wherever the store
 * does not hold demonstration data.
 */
export const DEMO_USERS = [
  { login: 'admin', password: 'admin-demo', pin: '9001', role: 'admin' },
  { login: 'gerente', password: 'gerente-demo', pin: '5001', role: 'gerente' },
  { login: 'cajero', password: 'cajero-demo', pin: '1001', role: 'cajero' },
] as const;

/** True for a published password; PINs are too short to reserve. */
export const isDemoSecret = (secret: string): boolean => DEMO_USERS.some((user) => user.password === secret);
