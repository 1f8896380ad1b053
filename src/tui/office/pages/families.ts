import type { PageSet } from './page-set.ts';

export const familyPages: PageSet = {};
