import { smtpSender } from '../../adapters/mail/sender.ts';
import type { SmtpSetting } from '../../adapters/mail/setting.ts';
import type { Log } from '../../app/ports/log.ts';
import { type SendOrder, type SendPorts, type SendSums, sendDue } from '../../app/send-mail.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Config, ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { drawQueued } from '../mail-drawing.ts';
import { sentence } from '../main-context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { table } from '../table.ts';
import { mailColumns, mailView } from '../views-mail.ts';

export interface NotifyFlags extends ConfigFlags, OutputFlags {
  readonly limit?: number;
}

/** Milliseconds between two looks into the queue, and between two tries at a server that takes nothing. */
const LOOK_EVERY = 5_000;
const PAUSES = [15_000, 30_000, 60_000, 120_000, 300_000] as const;

/** Throws CORREO_SIN_SERVIDOR where none is set. */
export const smtpOf = ({ smtp }: Config): SmtpSetting => {
  if (!smtp) throw new PosFailure(posError('CORREO_SIN_SERVIDOR'));
  return smtp;
};

/** A pause that the end of the work cuts short. */
interface Stop {
  readonly asked: () => boolean;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly release: () => void;
}

/** SIGTERM and Ctrl-C: the mail in hand is finished and marked, no other is begun. */
const stopOnSignals = (): Stop => {
  let asked = false;
  let wake = (): void => {};
  const ask = (): void => {
    asked = true;
    wake();
  };
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, ask);
  const pauses = new Set<() => void>();
  wake = () => {
    for (const end of pauses) end();
  };
  return {
    asked: () => asked,
    pause: (milliseconds) =>
      new Promise((resolve) => {
        if (asked) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          pauses.delete(end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        pauses.add(end);
      }),
    release: () => {
      for (const signal of signals) process.off(signal, ask);
    },
  };
};

const portsOf = async ({ services, config }: Opened, stop: Stop): Promise<SendPorts> => {
  const store = await services.stores.store();
  return {
    queue: services.mail,
    sender: smtpSender(smtpOf(config), store.name),
    draw: (mail) => drawQueued(services, store, mail),
    pause: stop.pause,
    monotonic: () => performance.now(),
  };
};

const unavailable = (sums: SendSums): PosFailure | null =>
  sums.unavailable === null ? null : new PosFailure(posError('CORREO', { causa: sums.unavailable }));

/** A line for each mail; its reader's address and what it says are nobody's business there. */
const toLog =
  (log: Log): NonNullable<SendOrder['onMail']> =>
  ({ id, kind }, outcome) =>
    log.event(
      'mail.send',
      { correo: id, clase: kind, estado: outcome.state },
      outcome.state === 'enviada' ? 'info' : 'warn',
    );

/** Sends what is due and ends. Throws CORREO when the server takes nothing, after saying how far it came. */
export const notifyOnce = (context: CliContext, flags: NotifyFlags): Promise<void> => {
  smtpOf(context.config(flags));
  return context.withServices(flags, async (opened) => {
    const stop = stopOnSignals();
    const ports = await portsOf(opened, stop);
    const line = progressLine();
    const t = context.messages.notify;
    try {
      const { due } = await opened.services.mail.counts();
      const total = Math.min(due, flags.limit ?? due);
      const sums = await sendDue(ports, {
        ...(flags.limit === undefined ? {} : { limit: flags.limit }),
        stopped: stop.asked,
        onMail: (mail, outcome, sums) => {
          toLog(opened.log)(mail, outcome, sums);
          const done = sums.sent + sums.deferred + sums.failed;
          line.show(t.progress(done, Math.max(total, done)));
        },
      });
      line.clear();
      context.present(
        {
          data: {
            enviados: sums.sent,
            aplazados: sums.deferred,
            fallidos: sums.failed,
            servidor: sums.unavailable,
          },
          text: () => t.sums(sums.sent, sums.deferred, sums.failed),
        },
        flags,
      );
      const failure = unavailable(sums);
      if (failure && flags.json) context.exitWith(4);
      else if (failure) throw failure;
    } finally {
      line.clear();
      ports.sender.close();
      stop.release();
    }
  });
};

/** Stays and sends what comes. A database or a server that is away is waited for, with growing pauses, and told once. */
export const notifyWatch = (context: CliContext, flags: NotifyFlags): Promise<void> => {
  smtpOf(context.config(flags));
  return context.withServices(flags, async (opened) => {
    const stop = stopOnSignals();
    const ports = await portsOf(opened, stop);
    const t = context.messages.notify;
    let failures = 0;
    let told = '';
    const failed = (failure: PosFailure): void => {
      failures++;
      const said = sentence(context.messages, failure);
      if (said !== told) context.say(said);
      told = said;
    };
    context.say(t.watching);
    try {
      while (!stop.asked()) {
        try {
          const sums = await sendDue(ports, { stopped: stop.asked, onMail: toLog(opened.log) });
          if (sums.sent + sums.deferred + sums.failed > 0)
            context.say(t.sums(sums.sent, sums.deferred, sums.failed));
          const failure = unavailable(sums);
          if (failure) failed(failure);
          else {
            failures = 0;
            told = '';
          }
        } catch (error) {
          if (!(error instanceof PosFailure)) throw error;
          failed(error);
        }
        const pause = failures === 0 ? LOOK_EVERY : PAUSES[Math.min(failures, PAUSES.length) - 1];
        await stop.pause(pause ?? LOOK_EVERY);
      }
      context.say(t.stopped);
    } finally {
      ports.sender.close();
      stop.release();
    }
  });
};

/** What would be sent now; nothing is taken, and nothing that is due by the clock is made. */
export const notifyDryRun = (context: CliContext, flags: NotifyFlags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const mails = await services.mail.list({ due: true, limit: flags.limit ?? 1_000 });
    const rows = mails.map(mailView);
    context.present(
      {
        data: rows,
        rows,
        text: (width) =>
          mails.length === 0 ? context.messages.notify.nothing : table(mails, mailColumns(context), width),
      },
      flags,
    );
  });
