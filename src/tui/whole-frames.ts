/** Begin and end of a synchronised update, each of which Ink writes by itself. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

/**
 * The terminal for Ink: what it writes between the two marks of an update leaves in one write instead of three, so
 * that no terminal wakes up for a mark and finds its frame missing. Everything else passes as it is.
 * @param afterFrame is told each whole frame once it was written
 */
export const wholeFrames = <Stream extends Pick<NodeJS.WriteStream, 'write'>>(
  stdout: Stream,
  afterFrame?: (frame: string) => void,
): Stream => {
  let held: string | null = null;
  const write = (data: string, ...rest: []): boolean => {
    if (held === null && data !== BEGIN) return stdout.write(data, ...rest);
    held = (held ?? '') + data;
    if (data !== END) return true;
    const whole = held;
    held = null;
    const room = stdout.write(whole);
    afterFrame?.(whole);
    return room;
  };
  return new Proxy(stdout, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
