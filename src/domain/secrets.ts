import { isDemoSecret } from './demo.ts';
import { type PosError, posError } from './errors.ts';

/** NIST SP 800-63B asks for length and a look at known ones, and for no mixture of signs. */
const LEAST = 10;
const MOST = 200;

/** Beginnings and wholes that guessing begins with, here and elsewhere; letters only, digits around them do not help. */
const COMMON =
  'password passwort contrasena contrasenia clave secreto admin administrador gerente cajero cantina cantinatita usuario qwerty qwertyuiop asdfghjkl zxcvbnm iloveyou teamo welcome bienvenido letmein dragon monkey football futbol cerroporteno olimpia paraguay asuncion guarani colegio escuela princesa estrella superman batman pokemon'.split(
    ' ',
  );

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** `Contraseña2026!` is as common as `contrasena`, and so is `P@ssw0rd`: what is left within a frame of signs and digits. */
const core = (text: string): string =>
  plain(text)
    .replace(/^[^a-z]+|[^a-z]+$/g, '')
    .replaceAll('0', 'o')
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[^a-z]/g, '');

/** From one sign to the next; on the keyboard 0 comes after 9. */
const step = (from: string, to: string): number =>
  /^\d\d$/.test(from + to)
    ? (Number(to) - Number(from) + 10) % 10
    : (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0);

/** `aaaaaaaaaa`, `1212121212`, `0123456789`, `1234567890`: long and worth nothing. */
const monotonous = (text: string): boolean => {
  if (new Set(text).size < 4) return true;
  const signs = [...text];
  const steps = new Set(signs.slice(1).map((sign, i) => step(signs[i] ?? '', sign)));
  return steps.size === 1;
};

interface Owner {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}

/** Their own name with a year behind it is the first guess of whoever knows them. */
const isOwn = (secret: string, { login, name, email }: Owner): boolean => {
  const typed = plain(secret);
  const rest = typed.replace(/[^\p{L}]/gu, '');
  const words = [login, name.replace(/\s+/g, ''), email, email.split('@')[0] ?? '', ...name.split(/\s+/)]
    .map(plain)
    .filter((word) => word.length >= 3);
  return words.some((word) => typed === word || rest === word.replace(/[^\p{L}]/gu, ''));
};

/** What is wrong with a new password: CLAVE_DEBIL {regla}; null: it will do. */
export const passwordProblem = (secret: string, owner: Owner): PosError | null => {
  const weak = (regla: string): PosError => posError('CLAVE_DEBIL', { regla });
  if (isDemoSecret(secret)) return weak('demostracion');
  if ([...secret].length < LEAST) return weak('corta');
  if (secret.length > MOST) return weak('larga');
  if (isOwn(secret, owner)) return weak('propia');
  return COMMON.includes(core(secret)) || monotonous(plain(secret)) ? weak('comun') : null;
};

const COMMON_PINS = ['1004', '2000', '2580', '1122', '1212', '6969', '121212', '112233', '123123', '159753'];

/** What is wrong with a new PIN: PIN_DEBIL {regla}; null: it will do. */
export const pinProblem = (pin: string): PosError | null => {
  const weak = (regla: string): PosError => posError('PIN_DEBIL', { regla });
  if (!/^\d{4,6}$/.test(pin)) return weak('forma');
  if (new Set(pin).size === 1) return weak('repetido');
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
  if (steps.size === 1 && (steps.has(1) || steps.has(9))) return weak('sucesion');
  return COMMON_PINS.includes(pin) ? weak('comun') : null;
};

/** No letters and digits that look alike: it is read aloud and copied by hand once. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Characters of a password for one sign-in, and random bytes for it. */
export const ONE_TIME_LENGTH = 12;

/** A password for one sign-in from random bytes: `k7mq-xw3h-p9rt`, about 59 bits. */
export const oneTimePassword = (bytes: Uint8Array): string =>
  Array.from({ length: ONE_TIME_LENGTH }, (_, i) => ALPHABET[(bytes[i] ?? 0) % ALPHABET.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');
