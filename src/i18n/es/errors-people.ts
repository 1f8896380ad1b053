import type { ErrorParams } from '../../domain/errors.ts';

/** Why a new password is refused: the `regla` of CLAVE_DEBIL. */
export const weakPasswords = {
  corta: 'use 10 caracteres o más, por ejemplo cuatro palabras',
  larga: 'use 200 caracteres o menos',
  propia: 'no use su nombre ni su correo',
  comun: 'es de las que todos prueban primero; elija otra',
  demostracion: 'está publicada con la demostración; elija otra',
  igual: 'es la misma de antes; elija otra',
  distinta: 'las dos veces no son iguales; escríbala otra vez',
};

/** Why a new PIN is refused: the `regla` of PIN_DEBIL. */
export const weakPins = {
  forma: 'use de 4 a 6 cifras',
  repetido: 'no repita una sola cifra',
  sucesion: 'no use cifras seguidas como 1234',
  comun: 'es de los que todos prueban primero; elija otro',
  distinto: 'las dos veces no son iguales; escríbalo otra vez',
};

const ruleOf = (table: Readonly<Record<string, string>>, p: ErrorParams, usual: string): string =>
  table[String(p.regla ?? usual)] ?? table[usual] ?? '';

/** Refusals about people, their secrets and sessions. */
export const peopleErrors = {
  USUARIO_INEXISTENTE: (p: ErrorParams) => `No existe el usuario ${p.usuario ?? ''}: vea «pos user list».`,
  USUARIO_DUPLICADO: (p: ErrorParams) =>
    p.campo === 'email'
      ? 'Ese correo ya es de otro usuario: escriba otro.'
      : 'Ese nombre de usuario ya existe: elija otro.',
  ULTIMO_ADMIN: () =>
    'Es el único administrador activo: nombre a otro antes de cambiarle el rol o desactivarlo.',
  DUENIO_REQUERIDO: () =>
    'El primer usuario lo crea la cuenta dueña de la base: pásela en POS_DATABASE_OWNER_URL.',
  PROPIO_USUARIO: () => 'Eso no se hace con el propio usuario: pídaselo a otro administrador.',
  CLAVE_DEBIL: (p: ErrorParams) => `Esa contraseña no sirve: ${ruleOf(weakPasswords, p, 'corta')}.`,
  PIN_DEBIL: (p: ErrorParams) => `Ese PIN no sirve: ${ruleOf(weakPins, p, 'forma')}.`,
  SESION_TERMINADA: () => 'Su sesión terminó: escriba su contraseña para seguir; la venta quedó como estaba.',
  CLAVE_REQUERIDA: () => 'Aquí no alcanza el PIN: escriba su contraseña.',
  CLAVE_POR_CAMBIAR: () =>
    'La contraseña vale una sola vez: elija una propia en la pantalla o con «pos login».',
};
