import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/*
 * Whoever can put something at a path decides what it is: a pipe that nobody writes to would be waited for without end, a
 * device read without end. What was opened is looked at, not what the name pointed to a moment before.
 */

/** Without waiting for a writer, without making a terminal ours. Windows knows neither. */
export const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const fault = (code: 'EISDIR' | 'ENOTREG' | 'EFBIG', path: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: ${path}`), { code, path });

/** Throws EISDIR, ENOTREG. */
export const judge = (found: Stats, path: string): void => {
  if (found.isDirectory()) throw fault('EISDIR', path);
  if (!found.isFile()) throw fault('ENOTREG', path);
};

export interface SmallFile {
  readonly bytes: Buffer;
  /** Of what was read, not of what stands at its name now. */
  readonly stat: Stats;
}

/**
 * Reads a small file whole: keys, certificates, settings.
 * @param mostBytes a larger one is another file
 * Throws as `openSync` does, or with EISDIR, ENOTREG, EFBIG.
 */
export const readSmall = (path: string, mostBytes: number): SmallFile => {
  const descriptor = openSync(path, FLAGS);
  try {
    const stat = fstatSync(descriptor);
    judge(stat, path);
    if (stat.size > mostBytes) throw fault('EFBIG', path);
    // What the system makes up as it is read says that it is empty.
    const buffer = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let more = -1; more !== 0 && length <= mostBytes; length += more)
      more = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (length > mostBytes) throw fault('EFBIG', path);
    return { bytes: Buffer.from(buffer.subarray(0, length)), stat };
  } finally {
    closeSync(descriptor);
  }
};

/** Certificates and keys are a few kilobytes; a chain of them some tens. */
export const MOST_PEM_BYTES = 256 * 1_024;
