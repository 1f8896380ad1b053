import type { PrintOutcome } from '../../app/print-ports.ts';
import { type Dialogue, LATE, openDialogue, TIMING, type Timing, within } from './dialogue.ts';
import { DeviceFault, type Line, type OpenLine } from './line.ts';
import type { PrinterProfile } from './profile.ts';

export interface PrintSettings {
  readonly answers: PrinterProfile['answers'];
  /** Milliseconds that so many bytes need on the line itself; 0 where it is not the slow part. */
  readonly lineTime: (bytes: number) => number;
  readonly timing?: Timing;
}

const faultIn = (error: unknown): DeviceFault => {
  if (error instanceof DeviceFault) return error;
  throw error;
};

/** Everything before the first byte of the ticket: a fault here leaves the job whole. */
const ready = async (
  dialogue: Dialogue,
  answers: PrinterProfile['answers'],
): Promise<PrintOutcome | null> => {
  if (answers === 'none') return null;
  try {
    const fault = (await dialogue.check()) ?? (answers === 'all' ? await dialogue.settle() : null);
    return fault ? { state: 'pendiente', fault } : null;
  } catch (error) {
    return { state: 'pendiente', fault: faultIn(error).fault };
  }
};

/** From the first byte on, a fault means that nobody can tell what is on paper. */
const send = async (
  dialogue: Dialogue,
  bytes: Buffer,
  settings: PrintSettings,
  timing: Timing,
  progress: (sent: number, total: number) => void,
): Promise<PrintOutcome> => {
  try {
    await dialogue.send(bytes, (sent) => progress(sent, bytes.length));
    if (settings.answers === 'none') return { state: 'enviado' };
    if (settings.answers === 'status') {
      const fault = await dialogue.check();
      return fault ? { state: 'incierto', fault } : { state: 'enviado' };
    }
    const fault = await dialogue.confirm(timing.confirm + 2 * settings.lineTime(bytes.length));
    return fault ? { state: 'incierto', fault } : { state: 'confirmado' };
  } catch (error) {
    return { state: 'incierto', fault: faultIn(error).fault };
  }
};

const closed = async (line: Line, timing: Timing): Promise<boolean> =>
  (await within(
    line.close().catch(() => {}),
    timing.close,
  )) !== LATE;

/**
 * Gives bytes to a printer and says what can be known about them (the table in README.md beside this file).
 * Never rejects for what a device does.
 */
export const printBytes = async (
  open: OpenLine,
  bytes: Buffer,
  settings: PrintSettings,
  progress: (sent: number, total: number) => void = () => {},
): Promise<PrintOutcome> => {
  const timing = settings.timing ?? TIMING;
  const opening = open();
  let line: Line | typeof LATE;
  try {
    line = await within(opening, timing.open);
  } catch (error) {
    return { state: 'pendiente', fault: faultIn(error).fault };
  }
  if (line === LATE) {
    opening.then(
      (late) => late.close(),
      () => {},
    );
    return { state: 'pendiente', fault: 'ATASCADA', stuck: true };
  }
  const dialogue = openDialogue(line, timing);
  const outcome =
    (await ready(dialogue, settings.answers)) ?? (await send(dialogue, bytes, settings, timing, progress));
  return (await closed(line, timing)) ? outcome : { ...outcome, stuck: true };
};
