import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { wholeFrames } from '../../src/tui/whole-frames.ts';

const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

class Terminal extends EventEmitter {
  readonly columns = 80;
  readonly written: string[] = [];
  write(data: string, done?: () => void): boolean {
    this.written.push(data);
    done?.();
    return true;
  }
}

const open = () => {
  const terminal = new Terminal();
  return { terminal, screen: wholeFrames(terminal as never) as unknown as Terminal };
};

describe('the terminal for frames', () => {
  it('gets a synchronised update in one piece, and everything else as it comes', () => {
    const { terminal, screen } = open();
    for (const part of ['a', BEGIN, 'one', 'two', END, 'b', BEGIN, END]) screen.write(part);
    expect(terminal.written).toEqual(['a', `${BEGIN}onetwo${END}`, 'b', `${BEGIN}${END}`]);
  });

  it('says when a write is done, and is the terminal otherwise', () => {
    const { terminal, screen } = open();
    let [done, resized] = [false, false];
    screen.write('', () => {
      done = true;
    });
    screen.on('resize', () => {
      resized = true;
    });
    terminal.emit('resize');
    expect([done, resized, screen.columns]).toEqual([true, true, 80]);
  });
});
