import { rebuildRollUps } from '../../../migrations/20261126100200_resumen_ventas.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type RollUpDifferences, rollUpDifferences } from './health.ts';
import { schemaState } from './migrate.ts';
import { type OnProgress, type StoreConfig, withOwner } from './open.ts';
import { withOwnedDatabase } from './owner.ts';

/** Compares the roll-ups with the sales, after making them anew where that is asked for. Throws BASE_SIN_MIGRAR. */
export const tendRollUps = (
  config: StoreConfig,
  rebuild: boolean,
  onProgress: OnProgress,
  onStep: (done: number, total: number) => void,
): Promise<RollUpDifferences> =>
  withOwnedDatabase(config, onProgress, ({ target }) =>
    withOwner(target, async (owner) => {
      if ((await schemaState(owner)) !== 'current') throw new PosFailure(posError('BASE_SIN_MIGRAR'));
      if (rebuild) await rebuildRollUps(owner, onStep);
      return rollUpDifferences(owner, onStep);
    }),
  );
