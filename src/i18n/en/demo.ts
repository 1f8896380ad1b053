import type { demo as source } from '../es/demo.ts';

export const demo = {
  description: 'plays one sale from start to end on a scratch database that is removed afterwards',
  examples: [
    ['pos demo', 'plays it in the terminal; any key ends it'],
    ['pos demo | less', 'prints the screens as text'],
  ],
  preparing: 'Preparing the scratch database…',
  screens: {
    signIn: 'The cashier signs in',
    empty: 'The till waits for a card or a product',
    card: 'A card was scanned: balance, responsible adult and restrictions',
    search: 'Search: 2* sets the quantity, letters search',
    restriction: 'A product with milk: the warning asks for a confirmation of its own',
    cart: 'The cart with its total',
    mixed: 'Mixed payment: cash, and a transfer with its reference',
    done: 'Sale registered; the next card is scanned without dismissing anything',
    ticket: 'The ticket, as it was stored',
  },
} satisfies typeof source;
