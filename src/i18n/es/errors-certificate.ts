import type { ErrorParams } from '../../domain/errors.ts';

/** Refusals about the certificate that signs invoices, and what it cannot sign. */
export const certificateErrors = {
  FACTURA_LARGA: (p: ErrorParams) => `Una factura lleva hasta ${p.maximo ?? ''} líneas: divida la venta.`,
  CLAVE_DE_CERTIFICADO: () => 'La contraseña del certificado no abre el archivo: revísela.',
  CERTIFICADO_ILEGIBLE: () => 'El archivo del certificado no es un .p12: pida o copie el archivo otra vez.',
  CERTIFICADO_SIN_CLAVE: () =>
    'El archivo del certificado no trae la clave privada RSA con su certificado: expórtelo otra vez con la clave.',
  CERTIFICADO_FUERA_DE_FECHA: (p: ErrorParams) =>
    `El certificado vale del ${p.desde ?? ''} al ${p.hasta ?? ''} (UTC): renuévelo o revise la hora de esta máquina.`,
};
