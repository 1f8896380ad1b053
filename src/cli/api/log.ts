import type { EventLog } from '../../adapters/http/contract.ts';

type Level = 'info' | 'warn' | 'error';

/** One line of JSON an event. JSON leaves no line break in a value, and the rest of what drives a terminal goes. */
export const eventLog = (write: (line: string) => void, now: () => Date): EventLog => {
  const at =
    (level: Level): EventLog['info'] =>
    (event, values) =>
      write(JSON.stringify({ time: now().toISOString(), level, event, ...values }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
