/** A QR that was printed: what it says, and how it was drawn. */
export interface PrintedQr {
  readonly data: string;
  readonly level: 'L' | 'M' | 'Q' | 'H';
  readonly moduleDots: number;
}

/** What came out of a simulated printer. */
export interface Paper {
  /** Printed rows, as characters of code page 850. */
  readonly rows: string[];
  /** Every byte that was worked off. */
  readonly bytes: number[];
  pulses: number;
  cuts: number;
  /** Data of the bar codes and QR codes. */
  readonly codes: string[];
  readonly symbols: PrintedQr[];
}

interface Events {
  readonly initialised: () => void;
  readonly askedInOrder: () => void;
}

/** The accented letters and signs that tickets use, by their bytes in code page 850. */
const UPPER: Readonly<Record<number, string>> = {
  129: 'ü',
  130: 'é',
  144: 'É',
  154: 'Ü',
  158: '×',
  160: 'á',
  161: 'í',
  162: 'ó',
  163: 'ú',
  164: 'ñ',
  165: 'Ñ',
  167: 'º',
  168: '¿',
  173: '¡',
  181: 'Á',
  196: '─',
  205: '═',
  214: 'Í',
  224: 'Ó',
  233: 'Ú',
  248: '°',
};

const character = (byte: number): string =>
  byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : (UPPER[byte] ?? '\ufffd');

/** Bytes that follow a two-byte command; a function where its content says so. */
type Length = number | ((after: readonly number[]) => number | null);

const qrLength: Length = (after) => (after.length < 2 ? null : 2 + (after[0] ?? 0) + 256 * (after[1] ?? 0));
const barcodeLength: Length = (after) => (after.length < 2 ? null : 2 + (after[1] ?? 0));

const LENGTHS: Readonly<Record<string, Length>> = {
  '1b40': 0,
  '1b74': 1,
  '1b61': 1,
  '1b45': 1,
  '1b70': 3,
  '1d21': 1,
  '1d61': 1,
  '1d72': 1,
  '1d68': 1,
  '1d77': 1,
  '1d66': 1,
  '1d48': 1,
  '1d56': 1,
  '1d6b': barcodeLength,
  '1d286b': qrLength,
  '1c2e': 0,
};

const LEVELS = ['L', 'M', 'Q', 'H'] as const;

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Reads ESC/POS as a printer does, one byte at a time, and writes on the paper. An unknown command throws: nothing may
 * be sent that this printer does not understand.
 */
export const paperReader = (paper: Paper, events: Events): ((byte: number) => void) => {
  let command: number[] = [];
  let row = '';
  // As the printer's manual has it before a document says otherwise.
  let stored = '';
  let [moduleDots, level]: [number, PrintedQr['level']] = [3, 'L'];

  const qr = (call: number, content: readonly number[]): void => {
    const data = Buffer.from(content.slice(1)).toString('utf8');
    if (call === 0x43) moduleDots = content[0] ?? 0;
    else if (call === 0x45) level = LEVELS[(content[0] ?? 0) - 0x30] ?? 'L';
    else if (call === 0x50) stored = data;
    else if (call === 0x51) {
      paper.codes.push(stored);
      paper.symbols.push({ data: stored, level, moduleDots });
    }
  };

  const run = (name: string, after: readonly number[]): void => {
    if (name === '1b40') events.initialised();
    else if (name === '1b70') paper.pulses += 1;
    else if (name === '1d56') paper.cuts += 1;
    else if (name === '1d72') events.askedInOrder();
    else if (name === '1d6b') paper.codes.push(String.fromCharCode(...after.slice(4)));
    else if (name === '1d286b') qr(after[3] ?? 0, after.slice(4));
  };

  const continueCommand = (byte: number): void => {
    command.push(byte);
    if (command.length < 2) return;
    const name = hex(command.slice(0, command[1] === 0x28 ? 3 : 2));
    if (name === '1d28') return;
    const length = LENGTHS[name];
    if (length === undefined) throw new Error(`the printer does not know ${name}`);
    const after = command.slice(name.length / 2);
    const needed = typeof length === 'number' ? length : length(after);
    if (needed === null || after.length < needed) return;
    command = [];
    run(name, after);
  };

  return (byte) => {
    paper.bytes.push(byte);
    if (command.length > 0 || byte === 0x1b || byte === 0x1d || byte === 0x1c) continueCommand(byte);
    else if (byte === 0x0a) {
      paper.rows.push(row);
      row = '';
    } else row += character(byte);
  };
};
