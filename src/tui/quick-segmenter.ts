import { SINGLE } from './frame-cache.ts';

/*
 * What stands in the bundle for Intl.Segmenter (bin/bundle.js). The first one of a process takes Node 40 ms, longer than
 * all of React, and modules make theirs as they are loaded; most screens hold nothing but letters that stand by themselves.
 */
const { Segmenter } = Intl;

/** Styles and line ends stand by themselves, too. */
const CONTROLS = /[\u001b\n]/g;

const isSimple = (text: string): boolean => SINGLE.test(text) || SINGLE.test(text.replace(CONTROLS, ''));

/** As Intl.Segmenter answers for a text in which every character is a segment. */
class Characters {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  containing(index = 0): Intl.SegmentData | undefined {
    const segment = this.#text[index];
    return segment === undefined ? undefined : { segment, index, input: this.#text };
  }

  *[Symbol.iterator](): Generator<Intl.SegmentData> {
    for (const [index, segment] of [...this.#text].entries()) yield { segment, index, input: this.#text };
  }
}

export class QuickSegmenter {
  readonly #settings: ConstructorParameters<typeof Intl.Segmenter>;
  #made: Intl.Segmenter | undefined;

  constructor(...settings: ConstructorParameters<typeof Intl.Segmenter>) {
    this.#settings = settings;
  }

  segment(text: string): Pick<Intl.Segments, 'containing'> & Iterable<Intl.SegmentData> {
    const { granularity = 'grapheme' } = this.#settings[1] ?? {};
    if (granularity === 'grapheme' && isSimple(text)) return new Characters(text);
    this.#made ??= new Segmenter(...this.#settings);
    return this.#made.segment(text);
  }
}
