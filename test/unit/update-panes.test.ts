import { describe, expect, it } from 'vitest';
import { ROMINA } from '../support/fakes.ts';
import { Driver } from '../support/screen.ts';

/** A sale in progress, and a pane beside it. */
const beside = (...keys: string[]): Driver =>
  new Driver()
    .opened()
    .card(ROMINA)
    .scan('P005')
    .press(...keys);

describe('from the sales and the print queue', () => {
  it.each([
    ['F11', 'f2', 'f11'],
    ['the key that opened them', 'f2', 'f2'],
    ['F11', 'f8', 'f11'],
    ['the key that opened it', 'f8', 'f8'],
  ])('%s goes back to the sale as it was', (_, there, again) => {
    const driver = beside(there);
    expect(driver.state.pane).not.toBe('sale');
    const { cart } = driver.state.desk;
    driver.press(again);
    expect(driver.state).toMatchObject({ pane: 'sale', desk: { cart } });
    // What was voided meanwhile may have given money back to the card.
    expect(driver.state.desk.reading).not.toBeNull();
  });

  it.each(['f2', 'f8'])('Ctrl-G opens the back office, and Escape comes back (%s)', (there) => {
    const driver = beside(there);
    const { pane } = driver.state;
    driver.press('ctrl-g');
    expect(driver.state).toMatchObject({ pane: 'office', office: { from: pane } });
    expect(driver.press('escape').state.pane).toBe(pane);
  });
});
