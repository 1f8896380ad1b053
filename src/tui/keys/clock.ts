import { performance } from 'node:perf_hooks';

/** Both in milliseconds, steady: the time that this process spent waiting for something to read, and all the time. */
export interface Sources {
  readonly idle: () => number;
  readonly wall: () => number;
}

const PROCESS: Sources = {
  idle: () => performance.eventLoopUtilization().idle,
  wall: () => performance.now(),
};

/** Who waited so long for the next bytes read them when they came: they did not lie there all the time. */
const WAITED_MS = 5;
/** No scanner pauses so long within a reading. */
const PERSON_MS = 100;

/** When bytes were read. */
export interface ReadTime {
  /**
   * Milliseconds on a clock that stands while this process works: bytes queue up meanwhile and nobody can say how far
   * apart they came. On it they came together, so that a busy till takes no scanner for a person and cuts its reading.
   */
  readonly at: number;
  /** Before them was a pause of a person, although there may have been work in it: no reading and no held Enter goes on. */
  readonly paused: boolean;
}

/** The time by which a person's keys are told from a scanner's. */
export interface KeyClock {
  /** As `at` of {@link ReadTime}. */
  readonly now: () => number;
  /** Something was read now. */
  readonly read: () => ReadTime;
}

export const keyClock = ({ idle, wall }: Sources = PROCESS): KeyClock => {
  let last = { idle: idle(), wall: wall() };
  return {
    now: idle,
    read: () => {
      const now = { idle: idle(), wall: wall() };
      const paused = now.idle - last.idle >= WAITED_MS && now.wall - last.wall >= PERSON_MS;
      last = now;
      return { at: now.idle, paused };
    },
  };
};
