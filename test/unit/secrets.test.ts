import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneTimePassword, passwordProblem, pinProblem } from '../../src/domain/secrets.ts';

const ANA = { login: 'ana.rios', name: 'Ana María Ríos', email: 'ana.rios@escuela.edu.py' };
const ruleOf = (secret: string): unknown => passwordProblem(secret, ANA)?.params.regla ?? 'bien';

test.each([
  ['', 'corta'],
  ['lluvia9', 'corta'],
  ['🙂🙂🙂🙂🙂🙂🙂🙂🙂', 'corta'],
  ['x'.repeat(201), 'larga'],
  ['admin-demo', 'demostracion'],
  ['gerente-demo', 'demostracion'],
  ['ana.rios2026', 'propia'],
  ['Ríos-2026-!!', 'propia'],
  ['anamariarios1', 'propia'],
  ['ana.rios@escuela.edu.py', 'propia'],
  ['Contraseña2026!', 'comun'],
  ['P@ssw0rd1234', 'comun'],
  ['cantina-2026', 'comun'],
  ['aaaaaaaaaaaa', 'comun'],
  ['121212121212', 'comun'],
  ['0123456789', 'comun'],
  ['1234567890', 'comun'],
  ['0987654321', 'comun'],
  ['6789012345', 'comun'],
  ['lluvia mesa verde tren', 'bien'],
  ['Ñandú que corre 7', 'bien'],
  ['K7mq-xw3h-p9', 'bien'],
])('a password «%s» is judged: %s', (secret, rule) => {
  expect(ruleOf(secret)).toBe(rule);
});

test.each([
  ['', 'forma'],
  ['123', 'forma'],
  ['1234567', 'forma'],
  ['12a4', 'forma'],
  ['１２３９', 'forma'],
  ['0000', 'repetido'],
  ['777777', 'repetido'],
  ['1234', 'sucesion'],
  ['9876', 'sucesion'],
  ['7890', 'sucesion'],
  ['456789', 'sucesion'],
  ['2580', 'comun'],
  ['4071', 'bien'],
  ['907315', 'bien'],
])('a PIN «%s» is judged: %s', (pin, rule) => {
  expect(pinProblem(pin)?.params.regla ?? 'bien').toBe(rule);
});

test('a password for one time can be read aloud, and would do as a password', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
      const password = oneTimePassword(bytes);
      expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/);
      expect(password).not.toMatch(/[ilo01]/);
    }),
  );
});
