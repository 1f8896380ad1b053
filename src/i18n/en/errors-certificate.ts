import type { ErrorParams } from '../../domain/errors.ts';

/** Refusals about the certificate that signs invoices, and what it cannot sign. */
export const certificateErrors = {
  FACTURA_LARGA: (p: ErrorParams) => `An invoice has ${p.maximo ?? ''} lines at most: split the sale.`,
  CLAVE_DE_CERTIFICADO: () => "The certificate's password does not open the file: check it.",
  CERTIFICADO_ILEGIBLE: () => "The certificate's file is not a .p12: ask for it or copy it again.",
  CERTIFICADO_SIN_CLAVE: () =>
    "The certificate's file lacks the private RSA key with its certificate: export it again with the key.",
  CERTIFICADO_FUERA_DE_FECHA: (p: ErrorParams) =>
    `The certificate holds from ${p.desde ?? ''} to ${p.hasta ?? ''} (UTC): renew it or check this machine's clock.`,
};
