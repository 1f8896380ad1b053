/*
 * A process of its own that uses the private server of the home in its first argument: it says `ready`, holds the
 * server until its input ends, then releases it and says `released`.
 */
import { privateServer } from '../../src/adapters/db/private-server.ts';

const server = privateServer(process.argv[2] ?? '');
await server.ensure();
process.stdout.write('ready\n');
for await (const _ of process.stdin);
await server.release();
process.stdout.write('released\n');
