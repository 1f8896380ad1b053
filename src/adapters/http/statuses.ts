import { ERROR_CLASSES, type ErrorCode, type PosError, posError } from '../../domain/errors.ts';

/** Where the class of a refusal does not say it. */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  TOKEN_INVALIDO: 401,
  SESION_REQUERIDA: 401,
  AMBITO_REQUERIDO: 403,
  PERMISO_DENEGADO: 403,
  LIMITE_DE_ROL: 403,
  RESTRICCION_SIN_AUTORIZACION: 403,
  RUTA_INEXISTENTE: 404,
  METODO_NO_PERMITIDO: 405,
  PETICION_LENTA: 408,
  CUERPO_EXCESIVO: 413,
  TIPO_NO_ADMITIDO: 415,
  DEMASIADAS_PETICIONES: 429,
  DEMASIADOS_INTENTOS: 429,
};

/** What is asked for is not there. */
const MISSING = /_INEXISTENTE$/;

const BY_CLASS = { input: 400, rule: 409, outside: 503 } as const;

/** The HTTP status of a refusal: 400 wrong, 404 not there, 409 against a rule of the store, 503 not available now. */
export const statusOf = (code: ErrorCode): number =>
  STATUSES[code] ?? (MISSING.test(code) ? 404 : BY_CLASS[ERROR_CLASSES[code]]);

interface LibraryError {
  readonly code?: string;
  readonly statusCode?: number;
  readonly validation?: readonly {
    readonly instancePath: string;
    readonly keyword: string;
    readonly params: Record<string, unknown>;
  }[];
  readonly validationContext?: string;
}

/** Where in a request it is wrong, `lineas.0.cantidad`, and by which rule of the schema. */
const invalid = ({ validation = [] }: LibraryError): PosError => {
  const [first] = validation;
  if (!first) return posError('PETICION_INVALIDA');
  const { instancePath, keyword, params } = first;
  const missing = params.missingProperty ?? params.additionalProperty;
  const path = [
    ...instancePath.split('/').filter(Boolean),
    ...(missing === undefined ? [] : [String(missing)]),
  ];
  const value = params.type ?? params.limit ?? params.pattern ?? params.allowedValues;
  const regla = value === undefined ? keyword : `${keyword} ${value}`;
  return posError('PETICION_INVALIDA', { campo: path.join('.'), regla });
};

/** What Fastify objects to, as a refusal of ours; null: a fault of the program. */
export const refusalOfLibrary = (error: unknown, bodyLimit: number): PosError | null => {
  const given = (error ?? {}) as LibraryError;
  if (given.validation) return invalid(given);
  switch (given.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return posError('CUERPO_EXCESIVO', { maximo: bodyLimit });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return posError('TIPO_NO_ADMITIDO');
    case 'FST_ERR_HANDLER_TIMEOUT':
      return posError('BASE_DE_DATOS', { causa: 'tiempo' });
    default:
      return given.statusCode !== undefined && given.statusCode >= 400 && given.statusCode < 500
        ? posError('PETICION_INVALIDA', { campo: 'JSON' })
        : null;
  }
};
