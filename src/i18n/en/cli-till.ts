import type { till as source } from '../es/cli-till.ts';

type Examples = [string, string][];

export const till = {
  description: 'the tills of the store and the machines that they are on',
  list: 'shows the tills',
  create: 'creates a till',
  edit: 'changes the name of a till',
  deactivate: 'closes a till: it sells no more',
  activate: 'opens a closed till again',
  invite: 'gives a till its account in the database and writes the file that another machine enrols with',
  revoke: 'takes the account of a till away: its machine can do nothing more',
  enrol: 'enrols this machine with the file of an invitation',
  code: 'code of the till, one to three digits',
  name: 'name of the till',
  file: 'file of the invitation; pos-caja-<code>.json when left out',
  address: 'server of the database, as the other machine reaches it',
  ca: 'PEM file of the authority that signs the server’s certificate',
  open: 'not encrypted: only on a network that you trust',
  overwrite: 'replaces the file if it is there',
  invitation: 'file of the invitation',
  replace: 'even if this machine uses another database',
  listExamples: [['pos till list', 'the tills, closed ones too']] as Examples,
  createExamples: [['pos till create 002 --name "Courtyard" --user admin', 'a second till']] as Examples,
  editExamples: [['pos till edit 002 --name "Till 2"', 'another name; the code stays']] as Examples,
  deactivateExamples: [['pos till deactivate 002', 'while it has no open shift']] as Examples,
  activateExamples: [['pos till activate 002', 'it sells again']] as Examples,
  inviteExamples: [
    ['pos till invite 002 --address db.school:3306 --ca /etc/mysql/ca.pem', 'writes pos-caja-002.json'],
  ] as Examples,
  revokeExamples: [['pos till revoke 002', 'when the machine is lost']] as Examples,
  enrolExamples: [['pos till enroll pos-caja-002.json', 'on the new machine']] as Examples,
  titles: { code: 'Till', name: 'Name', state: 'State', account: 'Account' },
  active: 'open',
  closed: 'closed',
  created: (code) => `Till ${code} created.`,
  edited: (code, name, active) => `Till ${code}: ${name}, ${active ? 'open' : 'closed'}.`,
  invited: (code, file) =>
    `The invitation of till ${code} is in ${file}.\nTake it to the other machine and type there: pos till enroll ${file.split('/').at(-1) ?? file}\nWhoever has the file can sell until it is used: leave it nowhere else.`,
  stillOpen:
    'The owner’s account may not end what it has open (that takes PROCESS and CONNECTION ADMIN): close its screen or restart the server.',
  revoked: (code) => `Till ${code} has no account any more: its machine can do nothing.`,
  nothingToRevoke: (code) => `Till ${code} had no account of its own.`,
  enrolled: (code, file) =>
    `This machine is till ${code}. Its configuration is in ${file}; the invitation is spent and can be deleted.\nGo on with the printer (“pos config set printer …”) and check everything with “pos doctor”.`,
} satisfies typeof source;
