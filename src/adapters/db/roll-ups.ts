import { PosFailure, posError } from '../../domain/errors.ts';
import { mendRollUps, type RollUpDifferences, rollUpDifferences } from './health.ts';
import { schemaState } from './migrate.ts';
import { withOwner } from './open.ts';
import { withOwnedDatabase } from './owner.ts';
import type { OnProgress, StoreConfig } from './store-config.ts';

/**
 * Compares the roll-ups with the sales; with `mend`, what is wrong is made anew. Throws BASE_SIN_MIGRAR.
 * @returns what is wrong now, and how many figures were mended
 */
export const tendRollUps = (
  config: StoreConfig,
  mend: boolean,
  onProgress: OnProgress,
  onStep: (done: number, total: number) => void,
): Promise<RollUpDifferences & { readonly mended: number }> =>
  withOwnedDatabase(config, onProgress, ({ target }) =>
    withOwner(target, async (owner) => {
      if ((await schemaState(owner)) !== 'current') throw new PosFailure(posError('BASE_SIN_MIGRAR'));
      if (!mend) return { ...(await rollUpDifferences(owner, onStep)), mended: 0 };
      const { found, left } = await mendRollUps(owner, onStep);
      return { ...left, mended: found.figures };
    }),
  );
