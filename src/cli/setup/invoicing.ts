import { setUpInvoicing } from '../actions/invoice-setup.ts';
import type { CliContext } from '../context.ts';
import type { StepState, StoreStep } from './wizard.ts';

/** Hands over to `pos invoice setup`, or says that it is there. */
export const invoicing: StoreStep = {
  name: 'invoicing',
  run: async (wizard, desk): Promise<StepState> => {
    const words = wizard.words().invoicing;
    const settings = await desk.opened.services.invoices.settings();
    wizard.say(settings?.on ? words.on : words.off);
    if (!(await wizard.confirm(words.now, false))) return settings?.on ? 'kept' : 'skipped';
    const actor = await desk.actor();
    const context: CliContext = {
      ...wizard.context(),
      asPerson: async () => actor,
      present: ({ text }) => wizard.say(text(80)),
    };
    try {
      await setUpInvoicing(context, {});
      return 'changed';
    } catch (error) {
      wizard.say(wizard.refusal(error));
      return 'failed';
    }
  },
};
