/**
 * Whether a text can be an e-mail address, as `validar_email` judges in the database: nothing in it could end a header of
 * a mail or name a second reader.
 */
export const isEmail = (text: string): boolean =>
  [...text].length <= 190 && !/[\p{Cc}\s<>,;"]/u.test(text) && /^[^@]+@[^@.]+(\.[^@.]+)+$/.test(text);
