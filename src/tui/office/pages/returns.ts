import type { PageSet } from './page-set.ts';
import { parkedPage } from './parked.ts';
import { saleReturnPage } from './sale-return.ts';

export const returnPages: PageSet = { saleReturn: saleReturnPage, parked: parkedPage };
