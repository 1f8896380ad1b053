import type { doctor as source } from '../es/doctor.ts';

export const doctor = {
  states: { ok: 'good', warn: 'warning', fail: 'FAILS', skip: 'not checked' },
  remedy: 'Remedy:',
  summary: (fails, warnings) =>
    fails > 0
      ? `${fails} ${fails === 1 ? 'failure' : 'failures'} and ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}: the till is not ready to sell.`
      : warnings > 0
        ? `Ready to sell, with ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`
        : 'All in order: ready to sell.',
  runtime: {
    name: 'Node',
    good: 'enough for the whole program',
    old: 'older than 24, without functions that the program uses',
    oldRemedy: 'start the program with “pos”, which chooses its own Node, or install Node 24 or newer',
  },
  config: {
    name: 'Configuration',
    defaults: 'defaults',
    meaning: 'database, till and printer come from here',
  },
  terminal: {
    name: 'Terminal',
    none: 'none',
    noneMeaning: 'commands work; the sale screen needs a terminal',
    noneRemedy: 'open “pos” in a terminal of 80 × 24 or more',
    size: (columns, rows) => `${columns} × ${rows}`,
    good: 'the sale screen fits',
    small: 'the sale screen does not fit: it needs 80 × 24',
    smallRemedy: 'enlarge the window or make the letters smaller',
  },
  home: {
    name: 'Data directory',
    good: 'only you can read it',
    open: 'other users of this machine can read it',
    openRemedy: (path) => `run “chmod 700 ${path}”`,
    missing: 'not there yet; it is made when the till opens',
    unusable: 'it cannot be written to',
    unusableRemedy: 'check its owner and permissions, or choose another with POS_HOME',
  },
  disk: {
    name: 'Disk space',
    free: (megabytes) => `${megabytes} MB free`,
    good: 'enough',
    low: 'on a full disk the database stops storing sales',
    lowRemedy: 'make room: 1 GB at least is needed',
  },
  database: {
    name: 'Database',
    good: 'answers',
    refused: 'nothing can be sold without it',
    refusedRemedy: 'check that the server is running (“pos db status”) and the address in POS_DATABASE_URL',
  },
  migrations: {
    name: 'Schema',
    current: 'current',
    good: 'it is that of this version of the program',
    pendingRemedy: 'run “pos db migrate”',
  },
  durability: {
    name: 'Durability',
    safe: 'every sale reaches the disk',
    good: 'a confirmed sale survives a power cut',
    unsafeMeaning: 'a power cut can lose the last confirmed sales',
    unsafeRemedy: 'set innodb_flush_log_at_trx_commit=1 (and sync_binlog=1 with a binary log) on the server',
  },
  clock: {
    name: 'Clock',
    apart: (seconds) => `${seconds} s away from the database`,
    good: 'the database and this machine have the same time',
    bad: 'tickets and closings would carry a wrong time',
    badRemedy: 'switch time synchronisation on, on both machines',
  },
  rollUps: {
    name: 'Sums by day',
    sound: 'add up',
    good: 'reports say what the sales say',
    differences: (figures, day) => `${figures} differ, from ${day}`,
    bad: 'reports do not say what the sales say',
    badRemedy: 'run "pos db rollups --rebuild"',
  },
  ledgers: {
    name: 'Stock and balances',
    sound: 'add up',
    good: 'each stock and each balance is the sum of its movements',
    differences: (products, cards) => `${products} products and ${cards} cards do not add up`,
    bad: 'somebody changed the database from outside the program',
    badRemedy: 'do not correct it by hand: keep a copy and compare with the audit',
    unread: 'not checked',
    unreadMeaning: "only the owner's account can read the movements",
    unreadRemedy: 'pass POS_DATABASE_OWNER_URL to check it',
  },
  store: {
    name: 'Store',
    good: 'data of its own',
    demo: 'demonstration data',
    demoMeaning: 'the passwords are published: good for trying, not for selling',
    demoRemedy: 'to sell use another database: another POS_HOME or another POS_DATABASE_URL',
    empty: 'no users',
    emptyMeaning: 'nobody can sign in',
    emptyRemedy: 'to try it run “pos --demo”',
    meaning: (users) => `${users} active users`,
  },
  till: {
    name: 'Till',
    good: 'it exists; sales are numbered in it',
    bad: 'it does not exist in this database',
    badRemedy: (known) => `choose one with POS_TILL: ${known}`,
  },
  printer: {
    name: 'Printer',
    good: 'the setting is understood; “pos print test” prints a test page',
    bad: 'the setting is not understood; sales are stored but not printed',
  },
  queue: {
    name: 'Print queue',
    empty: 'empty',
    good: 'everything is on paper',
    waiting: (count) => `${count} waiting`,
    waitingMeaning: 'they print while the sale screen is open and the printer answers',
    waitingRemedy: 'look at “pos print queue”',
    uncertain: (count) => `${count} unconfirmed`,
    uncertainMeaning: 'nobody knows whether they came out on paper',
    uncertainRemedy:
      'look at them with “pos print queue” and decide with “pos print retry” or “pos print settle”',
  },
} satisfies typeof source;
