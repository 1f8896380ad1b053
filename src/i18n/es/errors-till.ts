import type { ErrorParams } from '../../domain/errors.ts';

/** Tills and the machines that they are on. */
export const tillErrors = {
  CUENTA_EXISTENTE: (p) =>
    `Ya hay una cuenta ${p.cuenta ?? ''} en ese servidor: dé su contraseña (en una orden, POS_DATABASE_PASSWORD), o elija otro nombre.`,
  CAJA_EN_USO: (p) =>
    `La caja ${p.caja ?? ''} tiene la pantalla de ventas abierta en ${p.equipos ?? 'otro equipo'}: ciérrela antes, o espere un minuto si ya se apagó.`,
  CAJA_NECESARIA: () => 'Es la única caja abierta que queda: active otra antes de cerrarla.',
  CAJA_REPETIDA: (p) => `Ya hay una caja ${p.caja ?? ''}: elija otro código o edite la que existe.`,
  MEDIO_NECESARIO: () => 'Es el único medio de pago que queda: active otro antes de dejar de ofrecerlo.',
  MEDIO_SIN_FACTURA: () => 'Con la tarjeta estudiantil no se factura: deje ese medio sin factura.',
  INVITACION_INVALIDA: (p) =>
    `El archivo ${p.archivo ?? ''} no es la invitación de una caja: pida otra con «pos till invite».`,
  CAJA_INSCRITA: (p) =>
    `Este equipo ya usa una base de datos (${p.archivo ?? ''}): agregue --force para cambiarla por la de la invitación.`,
  SERVIDOR_SIN_RED: () =>
    'La base de datos propia no atiende a otros equipos: instale MariaDB o MySQL con red y configure POS_DATABASE_URL y POS_DATABASE_OWNER_URL.',
} satisfies Record<string, (p: ErrorParams) => string>;
