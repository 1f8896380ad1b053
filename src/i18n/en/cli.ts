import type { cli as source } from '../es/cli.ts';
import { serve, token, webhook } from './cli-api.ts';
import { audit } from './cli-audit.ts';
import { cardDesk } from './cli-card.ts';
import { dashboard } from './cli-dashboard.ts';
import { client, student } from './cli-families.ts';
import { imports } from './cli-imports.ts';
import { invoice } from './cli-invoice.ts';
import { invoiceSetup } from './cli-invoice-setup.ts';
import { logs } from './cli-logs.ts';
import { method } from './cli-method.ts';
import { allergen, catalogue, category } from './cli-product.ts';
import { report } from './cli-report.ts';
import { returns } from './cli-returns.ts';
import { shift } from './cli-shift.ts';
import { stock } from './cli-stock.ts';
import { till } from './cli-till.ts';
import { user } from './cli-user.ts';

export const cli = {
  help: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    examples: 'Examples:',
    exitCodes: 'Exit codes:',
    optionsPlace: '[options]',
    commandPlace: '[command]',
    helpOption: 'shows this help',
    version: 'shows the version',
    description:
      'Cantina POS: a keyboard-only point of sale for school canteens.\nWithout a command it opens the sale screen.',
    examplesOfPos: [
      ['pos --demo', 'opens the screen with demonstration data'],
      ['pos card show 00203', 'balance and restrictions of a card'],
      ['pos sale list --json', "today's sales, for another program"],
      ['pos doctor', 'checks database, terminal and printer'],
    ],
    help: 'help of a command; “pos help keys” shows the keys of the screen',
    helpTopic: 'a command, or “keys”',
    helpExamples: [
      ['pos help sale register', 'how to register a sale from a file'],
      ['pos help keys', 'every key, screen by screen'],
      ['pos help keys --json', 'the same, for another program'],
    ],
  },
  options: {
    lang: 'language of the interface: es or en (POS_LANG)',
    till: 'code of the till (POS_TILL; 001 if absent)',
    theme: 'colours: dark, light, basic or mono (POS_THEME)',
    json: 'prints JSON',
    csv: 'prints CSV',
    user: 'acts as this person; asks for the password or reads POS_PASSWORD',
    approver: 'manager who approves it; asks for the password or reads POS_APPROVER_PASSWORD',
    limit: 'how many rows at most',
  },
  sell: {
    description: 'opens the sale screen (what “pos” does without a command)',
    demo: 'loads the data of Cantina Tita into an empty database',
    examples: [
      ['pos', 'opens the sale screen'],
      ['pos --demo', 'opens it with demonstration data'],
      ['pos sell --till 002 --theme light', 'another till, on a light background'],
    ],
  },
  sale: {
    description: 'sales: register, look at, void, return, reprint, those that wait',
    register: 'registers a sale from a JSON document',
    file: 'file with the document; “-” is standard input',
    list: "lists sales; without dates, today's",
    show: 'shows a sale as it was stored',
    reprint: 'queues another copy of the ticket',
    reference:
      'number of the sale (91 or #91 of this till, 002-91 of another, 001-0000091), id:ID internal, or UUID',
    from: 'from this day on (YYYY-MM-DD)',
    to: 'up to this day, included',
    date: 'only this day',
    state: 'Completada or Anulada',
    search: 'part of a number, client, student, cashier or card',
    listExamples: [
      ['pos sale list', "today's sales"],
      ['pos sale list --from 2026-01-01 --to 2026-01-31 --csv', "January's, for a spreadsheet"],
      ['pos sale list --state Anulada --json', "today's void ones, for another program"],
    ],
    registerExamples: [
      ['pos sale register --file sale.json', 'with the session of “pos login”'],
      ['pos sale register --file - --user cajero --json', 'from another program, with POS_PASSWORD'],
    ],
    showExamples: [
      ['pos sale show 001-0000091', 'the ticket, by its number'],
      ['pos sale show 001-0000091 --json', 'all its data'],
    ],
    reprintExamples: [['pos sale reprint 001-0000091', 'another copy, marked REIMPRESIÓN']],
    registered: (number, total, change) => `Sale ${number}: total ${total}, change ${change}.`,
    invoiced: (code: string) => `Invoice ${code}.`,
    unsigned: (why: string) =>
      `The sale stands and its invoice is unsigned; "pos invoice send" signs it when it can. ${why}`,
    repeated: (number, total) =>
      `Sale ${number} was registered before (total ${total}): nothing was changed.`,
    queued: (number, copy) => `Copy ${copy} of sale ${number} is in the print queue.`,
    keepUuid: (uuid) => `To try again without risk add "uuid": "${uuid}" to the document.`,
    none: 'There are no sales to show.',
    columns: {
      number: 'Number',
      date: 'Date',
      state: 'State',
      total: 'Total',
      units: 'Units',
      client: 'Client',
      cashier: 'Cashier',
      methods: 'Paid by',
    },
    walkIn: 'Walk-in customer',
    states: { Completada: 'Completed', Anulada: 'Voided' },
    sum: (count, total) => `${count} completed ${count === 1 ? 'sale' : 'sales'}, ${total}`,
  },
  card: {
    description: 'student cards: show, issue, top up, block, replace',
    show: 'shows holder, balance and restrictions of a card',
    list: 'lists the cards',
    number: 'number of the card',
    search: 'part of a number, student or responsible client',
    showExamples: [
      ['pos card show 00203', 'to read'],
      ['pos card show 00203 --json', 'for another program'],
    ],
    listExamples: [
      ['pos card list --search mongellos', 'the cards of a family'],
      ['pos card list --csv', 'all of them, for a spreadsheet'],
    ],
    none: 'There are no cards to show.',
    labels: {
      number: 'Card',
      student: 'Student',
      grade: 'Grade',
      balance: 'Balance',
      client: 'Client',
      state: 'State',
      expires: 'Expires',
      dailyLimit: 'Daily limit',
      restrictions: 'Restrictions',
    },
    noRestrictions: 'none',
    blocks: 'blocks the sale',
  },
  product: {
    description: 'products: list, create, change, prices',
    list: 'lists products with price and stock',
    search: 'searches names and codes, with or without accents',
    all: 'includes inactive ones',
    listExamples: [
      ['pos product list --search galle', 'searches as the sale screen does'],
      ['pos product list --json', 'the whole catalogue, for another program'],
    ],
    nothing: 'There is nothing to change: the product is like this.',
    none: 'There are no products to show.',
    columns: {
      code: 'Code',
      name: 'Product',
      category: 'Category',
      price: 'Price',
      stock: 'Stock',
      allergens: 'Allergens',
    },
  },
  session: {
    login: 'opens a session of 8 hours for the commands that change data',
    logout: 'closes the session',
    name: 'user or e-mail; asked for if absent',
    loginExamples: [
      ['pos login cajero', 'asks for the password without showing it'],
      ['POS_PASSWORD=… pos login cajero', 'without asking, for a program'],
    ],
    logoutExamples: [['pos logout', 'the session ends at once']],
    user: 'User: ',
    password: (login) => `Password of ${login}: `,
    opened: (name, hours) => `Session of ${name} open for ${hours} hours.`,
    closed: 'Session closed.',
    notOpen: 'There was no open session.',
  },
  completion: {
    description: 'prints the completion script for your shell',
    shell: 'bash, zsh or fish',
    examples: [
      ['source <(pos completion bash)', 'in ~/.bashrc'],
      ['source <(pos completion zsh)', 'in ~/.zshrc'],
      ['pos completion fish | source', 'in config.fish'],
    ],
  },
  doctor: {
    description: 'checks everything that the till needs and says how to mend it',
    examples: [
      ['pos doctor', 'each check with its result and its remedy'],
      ['pos doctor --json', 'the same for a program; exit code 4 if something fails'],
    ],
  },
  allergen,
  audit,
  serve,
  token,
  webhook,
  catalogue,
  category,
  report,
  returns,
  cardDesk,
  imports,
  invoice,
  invoiceSetup,
  dashboard,
  till,
  method,
  logs,
  client,
  student,
  shift,
  stock,
  user,
  bugReported: (detail, report) =>
    `The program failed (${detail}): try again and, if it goes on, send ${report} to whoever maintains the system.`,
  bug: (detail) =>
    `The program failed (${detail}): try again and, if it goes on, report what POS_DEBUG=1 shows.`,
} satisfies typeof source;
