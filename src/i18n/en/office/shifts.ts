import type { Messages } from '../../es.ts';

export const shifts = {} satisfies Messages['office']['shifts'];
