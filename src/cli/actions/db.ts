import type { OpenStep } from '../../adapters/db/store-config.ts';
import { ownServer, type StoreStatus, seedStore, storeStatus } from '../../adapters/db/upkeep.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';

type Flags = ConfigFlags & OutputFlags;

/** These commands are about the database itself: what they do is said, terminal or not, beside the data. */
const telling = (context: CliContext) => (step: OpenStep) =>
  context.say(context.messages.server.progress[step]);

export const startDatabase = async (context: CliContext, flags: Flags): Promise<void> => {
  const config = context.config(flags);
  const server = ownServer(config, telling(context));
  await server.start();
  try {
    const { pid, socket } = await server.status();
    const text = () => context.messages.server.db.started(pid ?? 0);
    context.present({ data: { funciona: true, proceso: pid, socket }, text }, flags);
  } finally {
    await server.release();
  }
};

export const stopDatabase = async (context: CliContext, flags: Flags): Promise<void> => {
  const t = context.messages.server.db;
  const server = ownServer(context.config(flags), telling(context));
  const before = await server.status();
  const { users } = await server.stop();
  const running = users > 0;
  const text = () => (running ? t.inUse(users) : before.running ? t.stopped : t.wasStopped);
  context.present({ data: { funciona: running, programas: users }, text }, flags);
};

const statusText = (context: CliContext, { server, version, schema }: StoreStatus): string => {
  const t = context.messages.server.db;
  const rows: [string, string][] = server
    ? [
        [t.labels.server, server.running ? t.running(server.pid ?? 0) : t.stoppedNow],
        [t.labels.program, server.program ?? t.notInstalled],
        ...(server.running ? [[t.labels.users, t.users(server.users, server.kept)] as [string, string]] : []),
        [t.labels.data, server.data],
        [t.labels.log, server.log],
      ]
    : [[t.labels.server, t.configured]];
  if (version) rows.push([t.labels.version, version]);
  if (schema) rows.push([t.labels.schema, t.schema[schema]]);
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}${value}`);
  return (server?.memoryMapped ? [...lines, '', t.memoryMapped] : lines).join('\n');
};

/** For programs, in the language of the other documents. */
const SCHEMA_WORDS = { current: 'al_dia', behind: 'atrasado', ahead: 'mas_nuevo' } as const;

export const databaseStatus = async (context: CliContext, flags: Flags): Promise<void> => {
  const status = await storeStatus(context.config(flags));
  const { server, version, schema } = status;
  const data = {
    servidor: server ? 'privado' : 'configurado',
    funciona: server?.running ?? true,
    ...(server && {
      proceso: server.pid,
      programa: server.program,
      programas: server.users,
      fijo: server.kept,
      datos: server.data,
      socket: server.socket,
      registro: server.log,
    }),
    version,
    esquema: schema && SCHEMA_WORDS[schema],
  };
  context.present({ data, text: () => statusText(context, status) }, flags);
};

export const seedDatabase = async (context: CliContext, flags: Flags & { demo?: boolean }): Promise<void> => {
  const demo = flags.demo === true;
  await seedStore(context.config(flags), demo, telling(context));
  const { seeded, seededDemo } = context.messages.server.db;
  context.present({ data: { demo }, text: () => (demo ? seededDemo : seeded) }, flags);
};
