import type { SetupWords } from '../es/setup.ts';

export const setup = {
  description: 'makes a store ready to sell, step by step or by options',
  step: 'this step alone',
  examples: [
    ['pos setup', 'asks everything, one step after the other; can be repeated'],
    ['pos setup smtp', 'mail alone, with a test message'],
    [
      'pos setup --store Tita --admin tita --admin-email tita@example.com --yes',
      'without questions; the password of tita goes into POS_NEW_PASSWORD',
    ],
    [
      'pos setup --database mysql://caja@db/pos --owner-url mysql://root@db/pos',
      "a server that there is: makes the database and the till's account",
    ],
  ],
  flags: {
    database: 'private: one of its own; or mysql://user@server:3306/database, without the password',
    ownerUrl: 'account that owns the tables, likewise; makes what is missing',
    admin: 'user name of the first admin',
    adminName: 'their name',
    adminEmail: 'their e-mail',
    store: 'name of the store',
    ruc: 'its RUC with check digit',
    address: 'its address',
    phone: 'its telephone',
    footer: 'sentence at the foot of a ticket',
    taxMode: 'how IVA enters the price',
    tillName: 'name of the till',
    printer: 'where tickets go, e.g. serial:/dev/ttyUSB0?baud=9600',
    printTest: 'prints a test',
    smtpUrl: 'mail server, without the password: smtp://user@server:587',
    mailFrom: 'address that mail comes from',
    managerEmail: "who gets the store's notices, with commas",
    mailTest: 'sends a test to this address',
    yes: 'asks nothing: what is not said stays as it is',
  },
  titles: {
    language: 'Language',
    database: 'Database',
    admin: 'First admin',
    store: 'Store',
    tax: 'IVA',
    tills: 'Tills',
    printer: 'Printer',
    smtp: 'Mail',
    invoicing: 'Electronic invoice',
  },
  states: {
    changed: 'stored',
    serverless: 'stored; without a server no mail goes out yet',
    kept: 'stays as it was',
    skipped: 'skipped',
    failed: 'not done; repeat it with "pos setup" and the name of the step',
  },
  untested: (step) => `stored; the test failed: repeat it with “pos setup ${step}”`,
  hello:
    'Enter keeps what is in brackets, a hyphen empties it, a full stop goes on to the next step, Ctrl-C ends.',
  question: (text, present) => (present === '' ? `${text}: ` : `${text} [${present}]: `),
  yesNo: (text, otherwise) => `${text} [${otherwise ? 'Y/n' : 'y/N'}]: `,
  language: 'Language, es or en',
  who: 'User name of an admin',
  fields: {
    name: 'Name of the store',
    ruc: 'RUC with check digit',
    address: 'Address',
    phone: 'Telephone',
    ticketFooter: 'Sentence at the foot of a ticket',
    taxMode: 'Mode of IVA',
    managerEmail: "Who gets the store's notices",
  },
  taxModes: {
    en_factura:
      'prices carry no IVA, which is added to invoiced sales alone; agree on it with your accountant: sales without an invoice set none aside',
    incluido:
      'prices contain IVA already (of 11,000 at 10 %, 1,000); what consumer law expects of a price on a shelf',
    agregado:
      'IVA is added to every sale, invoiced or not; a client pays more than the price on the shelf: you must announce it',
  },
  admin: {
    login: 'User name',
    name: 'Name',
    email: 'E-mail',
    make: 'There are no users yet. Make the admin?',
    there: (people) =>
      people === 1
        ? 'There is a user already.'
        : `There are ${people} users already; "pos user" changes them.`,
  },
  tills: {
    name: (code) => `Caja ${code}`,
    there: (list) => `Tills: ${list}.`,
    mine: 'Code of the till of this machine',
    nameOf: (code) => `Name of till ${code}`,
    another: 'Code of another till, if there are more',
  },
  printer: {
    forms:
      'file: (a file), serial:/dev/ttyUSB0?baud=9600, device:/dev/usb/lp0 or tcp://192.168.1.50:9100; "?columns=32" for narrow paper.',
    found: (list) => `On this machine: ${list}.`,
    ask: 'Printer',
    test: 'Print a test?',
  },
  smtp: {
    forms:
      'smtp://user@server:587 encrypts by STARTTLS, smtps://…:465 from the start; the @ of a user is written %40.',
    url: 'Mail server, without the password',
    password: (known) => (known ? 'Password (Enter: the one of before)' : 'Password of the mail'),
    from: 'Address that mail comes from',
    trying: (place) => `Trying ${place}…`,
    again: 'Type it again?',
    test: 'Send a test to (Enter: nobody)',
    sent: (to) => `The server accepted the test for ${to}.`,
  },
  invoicing: {
    on: 'The electronic invoice is on.',
    off: 'It takes the timbrado, the .p12 certificate and the CSC of the DNIT. "pos invoice setup" does it, "pos invoice check" looks at it.',
    now: 'Set it up now?',
  },
  database: {
    forms:
      'private: one of its own on this machine, nothing else to set up. Or that of a server: mysql://pos_caja@server:3306/pos, without the password; to another machine it goes over TLS ("?ca=/path/ca.pem" for an authority of your own).',
    which: 'Database',
    owner: 'Account that owns the tables, without the password (Enter: not on this machine)',
    password: (user) => `Password of ${user}`,
    passwordOrNew: (user, known) =>
      known
        ? `Password of ${user} (Enter: the one of before)`
        : `Password of ${user} (Enter: the account is made)`,
    accountMade: (user) => `Account ${user} made, with a random password.`,
    byVariable: 'The database comes from POS_DATABASE_URL.',
    rights: {
      head: (account, cipher) =>
        `Account ${account}, ${cipher === null ? 'line in the open' : `line encrypted (${cipher})`}. May:`,
      till: (routines, views) => `  call ${routines} routines and read ${views} views, one by one`,
      more: (right) => `  ${right}`,
    },
  },
  done: 'Summary',
  file: (path) => `Configuration of this machine: ${path}`,
  noFile: 'This machine needs no configuration file.',
} satisfies SetupWords;
