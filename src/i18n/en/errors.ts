import type { errors as source } from '../es/errors.ts';
import { errors as spanish } from '../es/errors.ts';

export const errors = spanish satisfies typeof source;
