import { editStore } from '../../app/edit-store.ts';
import { checkStoreField, type StoreField, type StoreValues } from '../../domain/store-settings.ts';
import { unwrap } from '../unwrap.ts';
import { byOf, type SetupFlags, Skipped, type StoreStep, type Wizard } from './wizard.ts';

const FIELDS = ['name', 'ruc', 'address', 'phone', 'ticketFooter'] as const satisfies readonly StoreField[];

const given = ({ store, ruc, address, phone, footer }: SetupFlags) => ({
  name: store,
  ruc,
  address,
  phone,
  ticketFooter: footer,
});

/** Asks for fields, each until it can be; those that stay are left out. */
export const askFields = async (
  wizard: Wizard,
  fields: readonly StoreField[],
  present: StoreValues,
  options: Partial<Record<StoreField, string | undefined>>,
): Promise<Partial<StoreValues>> => {
  const edit: Partial<Record<StoreField, string>> = {};
  try {
    for (const field of fields) {
      const answer = await wizard.ask({
        text: wizard.words().fields[field],
        present: present[field],
        judge: (typed) => checkStoreField(field, typed),
        given: options[field],
      });
      if (answer !== null) edit[field] = answer;
    }
  } catch (error) {
    // Whoever goes on to the next step keeps what is answered already.
    if (!(error instanceof Skipped) || Object.keys(edit).length === 0) throw error;
  }
  return edit;
};

/** Judges options of fields. */
export const checkFields = (options: Partial<Record<StoreField, string | undefined>>): void => {
  for (const [field, value] of Object.entries(options))
    if (value !== undefined) unwrap(checkStoreField(field as StoreField, value));
};

export const store: StoreStep = {
  name: 'store',
  check: ({ flags }) => checkFields(given(flags)),
  run: async (wizard, desk) => {
    const { services } = desk.opened;
    const present = await services.storeSettings.read();
    const edit = await askFields(wizard, FIELDS, present, given(wizard.flags));
    if (Object.keys(edit).length === 0) return 'kept';
    const changed = unwrap(await editStore(services, await byOf(desk), edit));
    return changed.length > 0 ? 'changed' : 'kept';
  },
};
