import type { Hints } from '../app/ports/hints.ts';
import type { PrinterMonitor } from '../app/ports.ts';
import type { Services } from '../app/services.ts';
import type { Till } from '../domain/user.ts';
import type { Messages } from '../i18n/index.ts';
import type { Event } from './events.ts';
import type { PageSet } from './office/pages/page-set.ts';
import type { PhotoMode } from './photo/mode.ts';

/** What the screen's effects need. */
export interface RuntimeDeps {
  readonly services: Services;
  readonly printer: PrinterMonitor;
  readonly till: Till;
  readonly words: Messages;
  /** Absent: every hint is new each time. */
  readonly hints?: Hints | undefined;
  /** The back office's pages, read when first wanted; tests hand in their own. */
  readonly pages?: () => Promise<PageSet>;
  /** How photos are shown; absent: not at all, and nothing asks for them. */
  readonly photos?: PhotoMode | null | undefined;
  readonly dispatch: (events: readonly Event[]) => void;
  readonly bell: () => void;
  readonly exit: (code: number) => void;
  /** A fault of the program: shown nowhere else, so it must end the run. */
  readonly crash: (error: unknown) => void;
}
