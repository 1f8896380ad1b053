import type { ConfigWords } from '../es/config.ts';

type Examples = [string, string][];

export const config = {
  description: 'Shows and changes the settings of this machine',
  list: 'Shows the settings, their values and where each comes from',
  get: 'Shows the value of a setting',
  set: 'Keeps a setting in the configuration file',
  unset: 'Takes a setting out of the configuration file',
  key: 'name of the setting',
  value: 'value; without it you are asked, or it is read from standard input',
  listExamples: [
    ['pos config list', 'all settings and where they come from'],
    ['pos config list --json', 'the same, for a program'],
  ] as Examples,
  getExamples: [['pos config get printer', 'where tickets go']] as Examples,
  setExamples: [
    ['pos config set printer serial:/dev/ttyUSB0?baud=9600', 'the printer of this till'],
    ['pos config set database_url < address.txt', 'a password does not belong on a command line'],
  ] as Examples,
  unsetExamples: [['pos config unset theme', 'by the terminal again']] as Examples,
  titles: { key: 'Setting', value: 'Value', from: 'From' },
  from: { file: 'the file', default: 'the default' },
  file: (path) => `Configuration file: ${path}`,
  noFile: (path) => `There is no configuration file yet (it would be ${path}).`,
  unsetValue: '(no value)',
  ask: (key) => `Value of ${key}: `,
  stored: (key, path) => `${key} is kept in ${path}.`,
  removed: (key, path) => `${key} is no longer in ${path}.`,
  overridden: (variable) => `The variable ${variable} wins for now: what is kept counts once it is gone.`,
  head: 'Settings of Cantina POS on this machine. Each gives way to its environment variable.',
  meanings: {
    home: 'where data, tickets and the session are',
    database_url: 'the database to sell with; without it, one of its own',
    database_owner_url: 'the account that owns the tables, for “pos db”',
    till: 'the code of this till',
    lang: 'the language: es or en',
    theme: 'the colours: dark, light, basic or mono',
    printer: 'where tickets go',
    sifen_p12: 'the .p12 file of the certificate that signs invoices',
    sifen_p12_password: 'the password of that file',
    sifen_csc: "the taxpayer's security code (CSC) that the DNIT gives",
    sifen_url: "another service instead of the DNIT's, for tests",
    sifen_ca: 'the PEM file of who vouches for that other service',
  },
} satisfies ConfigWords;
