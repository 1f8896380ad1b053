import { expect, it } from 'vitest';
import { endSession } from '../../src/tui/leave.ts';
import { Driver } from '../support/screen.ts';

const closing = () => {
  const closed: string[] = [];
  return {
    closed,
    closeSession: async (session: string) => {
      closed.push(session);
    },
  };
};

it('ends the session of whoever was there, open or locked', async () => {
  const users = closing();
  const open = new Driver().opened();
  await endSession(open.state, users);
  await endSession(open.press('f7').state, users);
  expect(open.state.session.kind).toBe('locked');
  expect(users.closed).toHaveLength(2);
  expect(users.closed[0]).toBe(users.closed[1]);
});

it('has nothing to end where nobody signed in', async () => {
  const users = closing();
  await endSession(new Driver().state, users);
  expect(users.closed).toEqual([]);
});

it('waits no longer than it may, and a database that is gone does not matter', async () => {
  const { state } = new Driver().opened();
  const began = performance.now();
  await endSession(state, { closeSession: () => new Promise(() => {}) }, 40);
  expect(performance.now() - began).toBeLessThan(1_000);
  await endSession(state, { closeSession: () => Promise.reject(new Error('gone')) });
});
