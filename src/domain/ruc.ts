import { posError } from './errors.ts';
import { fail, ok, type Result } from './result.ts';

/** The greatest weight of a digit, after which the weights begin again at 2. */
const BASE = 11;

/**
 * Check digit of a RUC's number: modulo 11 with weights 2 to 11 from the right. As the Paraguayan tax office (DNIT,
 * formerly SET) publishes it in "Dígito verificador", base 11; e.g. 80009735 gives 1. Twin of `digito_ruc` in SQL.
 */
export const rucDigit = (number: string): number => {
  const sum = [...number]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (2 + (at % (BASE - 1))), 0);
  const rest = sum % 11;
  return rest > 1 ? 11 - rest : 0;
};

/** A person's document as it is kept: CI in digits, or RUC with its digit after a hyphen. Points and blanks are dropped. */
export const checkDocument = (typed: string): Result<string> => {
  const text = typed.replace(/[.\s]/g, '').replace(/[‐‑–—]/g, '-');
  const [, number = '', digit = ''] = /^(\d{5,8})-(\d)$/.exec(text) ?? [];
  if (number !== '') {
    const right = rucDigit(number);
    return Number(digit) === right ? ok(text) : fail(posError('RUC_DIGITO', { ruc: text, digito: right }));
  }
  return /^[1-9]\d{3,8}$/.test(text) ? ok(text) : fail(posError('DOCUMENTO_DE_PERSONA'));
};
