import { appendFileSync } from 'node:fs';

/** A stand-in for the print process: notes that it lives in a file and does what POS_CHILD says. */
const { POS_CHILD: behaviour = '', POS_CHILD_LOG: log = '' } = process.env;
appendFileSync(log, `${process.pid} ${process.argv.slice(2).join(' ')}\n`);

const status = (state: string): void => {
  process.send?.({ kind: 'status', status: { state, open: 0, fault: null, device: 'x' } });
};

if (behaviour === 'dies') process.exit(1);
if (behaviour === 'refuses') process.exit(2);
if (behaviour === 'hangs') {
  // Nothing may stay behind when the tests themselves are killed.
  process.on('disconnect', () => process.exit(1));
  // Deaf and silent, as behind a port that blocks the whole process.
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1_000);
}
if (behaviour === 'works') {
  setInterval(() => process.send?.({ kind: 'alive' }), 50);
  status('ready');
  process.on('message', (message: { kind: string }) => {
    appendFileSync(log, `heard ${message.kind}\n`);
    if (message.kind === 'wake') status('printing');
    if (message.kind === 'stop') process.exit(0);
  });
  process.on('disconnect', () => process.exit(0));
}
