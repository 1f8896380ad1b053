import { editStore } from '../../app/edit-store.ts';
import { TAX_MODES } from '../../domain/tax.ts';
import { unwrap } from '../unwrap.ts';
import { askFields, checkFields } from './store.ts';
import { byOf, type StoreStep } from './wizard.ts';

export const tax: StoreStep = {
  name: 'tax',
  check: ({ flags }) => checkFields({ taxMode: flags.taxMode }),
  run: async (wizard, desk) => {
    const { services } = desk.opened;
    const present = await services.storeSettings.read();
    const meanings = wizard.words().taxModes;
    if (wizard.asks && wizard.flags.taxMode === undefined)
      for (const mode of TAX_MODES) wizard.say(`  ${mode}: ${meanings[mode]}`);
    const edit = await askFields(wizard, ['taxMode'], present, { taxMode: wizard.flags.taxMode });
    if (edit.taxMode === undefined) return 'kept';
    const changed = unwrap(await editStore(services, await byOf(desk), edit));
    return changed.length > 0 ? 'changed' : 'kept';
  },
};
