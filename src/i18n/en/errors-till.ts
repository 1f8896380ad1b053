import type { ErrorParams } from '../../domain/errors.ts';

/** Tills and the machines that they are on. */
export const tillErrors = {
  CUENTA_EXISTENTE: (p) =>
    `There is an account ${p.cuenta ?? ''} on that server already: give its password (in a command, POS_DATABASE_PASSWORD), or choose another name.`,
  CAJA_EN_USO: (p) =>
    `Till ${p.caja ?? ''} has its sale screen open on ${p.equipos ?? 'another machine'}: close it first, or wait a minute if that is off already.`,
  CAJA_NECESARIA: () => 'It is the only open till left: activate another before you close it.',
  CAJA_REPETIDA: (p) => `There is a till ${p.caja ?? ''} already: choose another code or edit that one.`,
  MEDIO_NECESARIO: () => 'It is the only payment method left: activate another before you stop offering it.',
  MEDIO_SIN_FACTURA: () => 'The student card goes with no invoice: leave that method without.',
  INVITACION_INVALIDA: (p) =>
    `The file ${p.archivo ?? ''} is no till’s invitation: ask for another with “pos till invite”.`,
  CAJA_INSCRITA: (p) =>
    `This machine uses a database already (${p.archivo ?? ''}): add --force to change it for that of the invitation.`,
  SERVIDOR_SIN_RED: () =>
    'The private database serves no other machines: set up MariaDB or MySQL with a network and configure POS_DATABASE_URL and POS_DATABASE_OWNER_URL.',
} satisfies Record<string, (p: ErrorParams) => string>;
