/**
 * Every refusal that a user can meet. The code is stable (scripts and the database use it), the prose lives
 * in i18n. The class decides the exit code: `input` 2, `rule` 3, `outside` 4.
 */
export const ERROR_CLASSES = {
  DOCUMENTO_INVALIDO: 'input',
  USO_INVALIDO: 'input',
  VALOR_INVALIDO: 'input',
  DATO_REQUERIDO: 'input',
  TEXTO_LARGO: 'input',
  CODIGO_INVALIDO: 'input',
  PRECIO_REQUERIDO: 'input',
  CATEGORIA_INEXISTENTE: 'input',
  ALERGENO_INEXISTENTE: 'input',
  DOCUMENTO_INEXISTENTE: 'input',
  ARCHIVO_ILEGIBLE: 'input',
  ARCHIVO_INVALIDO: 'input',
  ARCHIVO_EXISTE: 'input',
  ARCHIVO_NO_ESCRITO: 'input',
  COLUMNAS_FALTANTES: 'input',
  COLUMNAS_REPETIDAS: 'input',
  IMPORTACION_INEXISTENTE: 'input',
  IMPORTACION_CON_ERRORES: 'rule',
  IMPORTACION_CAMBIADA: 'rule',
  CONFIGURACION_INVALIDA: 'input',
  SIN_TERMINAL: 'input',
  TARJETA_INEXISTENTE: 'input',
  NUMERO_TARJETA_INVALIDO: 'input',
  VENCIMIENTO_PASADO: 'input',
  RECARGA_INEXISTENTE: 'input',
  DEVOLUCION_INEXISTENTE: 'input',
  PRODUCTO_INEXISTENTE: 'input',
  VENTA_INEXISTENTE: 'input',
  TRABAJO_INEXISTENTE: 'input',
  CAJA_INEXISTENTE: 'input',
  CAJA_REPETIDA: 'rule',
  INVITACION_INVALIDA: 'input',
  CAJA_INSCRITA: 'rule',
  SERVIDOR_SIN_RED: 'rule',
  MONTO_INVALIDO: 'input',
  TURNO_INEXISTENTE: 'input',
  REGISTRO_INEXISTENTE: 'input',
  USUARIO_INEXISTENTE: 'input',
  CORREO_INEXISTENTE: 'input',
  CLAVE_DEBIL: 'input',
  PIN_DEBIL: 'input',
  TEXTO_INVALIDO: 'input',
  EMAIL_INVALIDO: 'input',
  TELEFONO_INVALIDO: 'input',
  DOCUMENTO_DE_PERSONA: 'input',
  RUC_DIGITO: 'input',
  CLIENTE_INEXISTENTE: 'input',
  ESTUDIANTE_INEXISTENTE: 'input',
  RESTRICCION_INEXISTENTE: 'input',
  ALERGENO_REQUERIDO: 'input',
  FOTO_INVALIDA: 'input',
  FOTO_INEXISTENTE: 'input',
  DOCUMENTO_REPETIDO: 'rule',
  ALTA_GUARDADA: 'rule',
  SESION_REQUERIDA: 'rule',
  SESION_TERMINADA: 'rule',
  CLAVE_REQUERIDA: 'rule',
  CLAVE_POR_CAMBIAR: 'rule',
  CREDENCIALES_INVALIDAS: 'rule',
  DEMASIADOS_INTENTOS: 'rule',
  CLAVE_DE_DEMOSTRACION: 'rule',
  USUARIO_INVALIDO: 'rule',
  USUARIO_DUPLICADO: 'rule',
  ULTIMO_ADMIN: 'rule',
  DUENIO_REQUERIDO: 'rule',
  PROPIO_USUARIO: 'rule',
  PERMISO_DENEGADO: 'rule',
  LIMITE_DE_ROL: 'rule',
  CAJA_INVALIDA: 'rule',
  TURNO_CERRADO: 'rule',
  TURNO_YA_ABIERTO: 'rule',
  EFECTIVO_INSUFICIENTE: 'rule',
  TARJETA_NO_ACTIVA: 'rule',
  TARJETA_NO_RECARGABLE: 'rule',
  TARJETA_YA_REEMPLAZADA: 'rule',
  NUMERO_TARJETA_EN_USO: 'rule',
  TITULAR_INACTIVO: 'rule',
  ENTREGADO_INSUFICIENTE: 'rule',
  AJUSTE_EXCESIVO: 'rule',
  SALDO_EXCEDIDO: 'rule',
  TARJETA_VENCIDA: 'rule',
  TARJETA_DE_OTRO: 'rule',
  TARJETA_REQUERIDA: 'rule',
  CLIENTE_INACTIVO: 'rule',
  PRODUCTO_INACTIVO: 'rule',
  PRECIO_INVALIDO: 'rule',
  PRECIO_CAMBIADO: 'rule',
  STOCK_INSUFICIENTE: 'rule',
  CANTIDAD_INVALIDA: 'rule',
  CARRITO_VACIO: 'rule',
  DESCUENTO_INVALIDO: 'rule',
  RESTRICCION_SIN_CONFIRMAR: 'rule',
  RESTRICCION_SIN_AUTORIZACION: 'rule',
  AUTORIZACION_INVALIDA: 'rule',
  MOTIVO_REQUERIDO: 'rule',
  MEDIO_INVALIDO: 'rule',
  REFERENCIA_REQUERIDA: 'rule',
  PAGO_INCOMPLETO: 'rule',
  PAGO_EXCEDIDO: 'rule',
  SALDO_INSUFICIENTE: 'rule',
  LIMITE_DIARIO: 'rule',
  FACTURA_NO_PERMITIDA: 'rule',
  FACTURA_SIN_CONFIGURAR: 'rule',
  FACTURA_SIN_PUNTO: 'rule',
  FACTURA_SIN_TIMBRADO: 'rule',
  TIMBRADO_NO_VIGENTE: 'rule',
  FACTURA_SIN_DOCUMENTO: 'rule',
  FACTURA_TASA: 'rule',
  FACTURA_SIN_MONTO: 'rule',
  NUMEROS_AGOTADOS: 'rule',
  FACTURAS_EN_CURSO: 'rule',
  PUNTO_EN_USO: 'rule',
  NUMERACION_EMPEZADA: 'rule',
  ENVIO_OCUPADO: 'rule',
  CANCELACION_PEDIDA: 'rule',
  CANCELACION_TARDE: 'rule',
  FACTURA_NO_CANCELABLE: 'rule',
  NUMERO_SIN_DAR: 'rule',
  NUMERO_EN_USO: 'rule',
  FACTURA_NO_REENVIABLE: 'rule',
  FACTURA_VIGENTE: 'rule',
  FACTURA_CON_DEVOLUCION: 'rule',
  NOTA_VIGENTE: 'rule',
  VENTA_SIN_FACTURA: 'rule',
  FACTURA_NO_APROBADA: 'rule',
  FACTURA_INEXISTENTE: 'input',
  MOTIVO_CORTO: 'input',
  FACTURA_LARGA: 'rule',
  CERTIFICADO_FUERA_DE_FECHA: 'rule',
  CLAVE_DE_CERTIFICADO: 'input',
  CERTIFICADO_ILEGIBLE: 'input',
  CERTIFICADO_SIN_CLAVE: 'input',
  VENTA_YA_ANULADA: 'rule',
  VENTA_YA_DEVUELTA: 'rule',
  DEVOLUCION_VACIA: 'input',
  DEVOLUCION_EXCEDIDA: 'rule',
  TARJETA_SIN_DESTINO: 'rule',
  ESPERA_INEXISTENTE: 'input',
  ESPERA_CERRADA: 'rule',
  UUID_EN_CONFLICTO: 'rule',
  DEMO_NO_PERMITIDA: 'rule',
  MONTO_EXCEDIDO: 'rule',
  CONFLICTO: 'rule',
  CORREO_NO_PENDIENTE: 'rule',
  CODIGO_DUPLICADO: 'rule',
  NOMBRE_DUPLICADO: 'rule',
  CATEGORIA_INACTIVA: 'rule',
  CATEGORIA_EN_USO: 'rule',
  ALERGENO_FIJO: 'rule',
  ALERGENO_EN_USO: 'rule',
  SIN_LINEAS: 'rule',
  STOCK_NO_ALCANZA: 'rule',
  STOCK_EXCEDIDO: 'rule',
  CANTIDAD_FUERA_DE_RANGO: 'rule',
  DOCUMENTO_CERRADO: 'rule',
  RANGO_INVALIDO: 'input',
  INFORME_INEXISTENTE: 'input',
  BASE_DE_DATOS: 'outside',
  VENTA_SIN_RESPUESTA: 'outside',
  BASE_SIN_MIGRAR: 'outside',
  BASE_VACIA: 'outside',
  SERVIDOR_NO_INSTALADO: 'outside',
  SERVIDOR_NO_ARRANCA: 'outside',
  IMPRESORA: 'outside',
} as const satisfies Record<string, 'input' | 'rule' | 'outside'>;

export type ErrorCode = keyof typeof ERROR_CLASSES;
export type ErrorParams = Readonly<Record<string, string | number>>;

/** A refusal without prose: what happened and the values that a sentence needs. */
export interface PosError {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** Enough to recognise what was typed; more would bury the sentence that quotes it. */
const MOST_QUOTED = 200;

const quoted = (params: ErrorParams): ErrorParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > MOST_QUOTED
        ? `${[...value].slice(0, MOST_QUOTED - 1).join('')}…`
        : value,
    ]),
  );

export const posError = (code: ErrorCode, params: ErrorParams = {}): PosError => ({
  code,
  params: quoted(params),
});

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CLASSES, code);

/** Process exit code of a refusal (product.md, command line). */
export const exitCodeOf = (code: ErrorCode): 2 | 3 | 4 =>
  (({ input: 2, rule: 3, outside: 4 }) as const)[ERROR_CLASSES[code]];

/** Carries a refusal up to a boundary that turns it into a sentence. For adapters that cannot return a Result. */
export class PosFailure extends Error {
  readonly error: PosError;
  constructor(error: PosError, options?: ErrorOptions) {
    super(`${error.code} ${JSON.stringify(error.params)}`, options);
    this.name = 'PosFailure';
    this.error = error;
  }
}
