import type { ErrorParams } from '../../domain/errors.ts';
import type {
  peopleErrors as spanish,
  weakPasswords as spanishPasswords,
  weakPins as spanishPins,
} from '../es/errors-people.ts';

export const weakPasswords = {
  corta: 'use 10 characters or more, four words for example',
  larga: 'use 200 characters or fewer',
  propia: 'do not use your name or your e-mail',
  comun: 'it is one that everybody tries first; choose another',
  demostracion: 'it is published with the demonstration; choose another',
  igual: 'it is the same as before; choose another',
  distinta: 'the two are not the same; type it again',
} satisfies typeof spanishPasswords;

export const weakPins = {
  forma: 'use 4 to 6 digits',
  repetido: 'do not repeat one single digit',
  sucesion: 'do not use digits in a row such as 1234',
  comun: 'it is one that everybody tries first; choose another',
  distinto: 'the two are not the same; type it again',
} satisfies typeof spanishPins;

const ruleOf = (table: Readonly<Record<string, string>>, p: ErrorParams, usual: string): string =>
  table[String(p.regla ?? usual)] ?? table[usual] ?? '';

export const peopleErrors = {
  USUARIO_INEXISTENTE: (p: ErrorParams) => `There is no user ${p.usuario ?? ''}: see “pos user list”.`,
  USUARIO_DUPLICADO: (p: ErrorParams) =>
    p.campo === 'email'
      ? 'That e-mail is another user’s: type another one.'
      : 'That user name is taken: choose another one.',
  ULTIMO_ADMIN: () =>
    'This is the only active administrator: name another one before changing the role or deactivating.',
  DUENIO_REQUERIDO: () =>
    'The first user is made by the account that owns the database: pass it in POS_DATABASE_OWNER_URL.',
  PROPIO_USUARIO: () => 'That is not done to one’s own user: ask another administrator.',
  CLAVE_DEBIL: (p: ErrorParams) => `That password will not do: ${ruleOf(weakPasswords, p, 'corta')}.`,
  PIN_DEBIL: (p: ErrorParams) => `That PIN will not do: ${ruleOf(weakPins, p, 'forma')}.`,
  SESION_TERMINADA: () => 'Your session has ended: type your password to go on; the sale is as it was.',
  CLAVE_REQUERIDA: () => 'A PIN is not enough here: type your password.',
  CLAVE_POR_CAMBIAR: () =>
    'The password is good for one time only: choose your own on the screen or with “pos login”.',
} satisfies Record<keyof typeof spanish, (p: ErrorParams) => string>;
