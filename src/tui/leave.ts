import type { Services } from '../app/services.ts';
import { unanswered } from './slices/session.ts';
import type { State } from './state.ts';

/** How long leaving waits for the database, in milliseconds: a session that it does not hear of ends by its hour. */
const PATIENCE = 250;

/** Ends the session of whoever was at the screen, which was left by a key or by a signal. Never fails. */
export const endSession = async (
  state: State,
  users: Pick<Services['users'], 'closeSession'>,
  patience = PATIENCE,
): Promise<void> => {
  // A sale on its way may still need the session that it was sent with.
  if (state.session.kind === 'out' || unanswered(state)) return;
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  const ended = users.closeSession(state.session.user.session).catch(() => {});
  await Promise.race([ended, waited]);
  clearTimeout(timer);
};
