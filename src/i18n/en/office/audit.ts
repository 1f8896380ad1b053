import type { Messages } from '../../es.ts';

export const audit = {} satisfies Messages['office']['audit'];
