import type { PageId } from '../ids.ts';
import type { AnyPage } from '../page.ts';

/** The pages of one noun, by their ids. */
export type PageSet = Partial<Readonly<Record<PageId, AnyPage>>>;
