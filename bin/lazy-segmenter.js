// In place of Intl.Segmenter in the bundle. The first one of a process takes 40 ms, longer than all of React, and modules
// make theirs as they are loaded; most screens never ask one anything.
const { Segmenter } = Intl;

export class LazySegmenter {
  #settings;
  #made;

  constructor(...settings) {
    this.#settings = settings;
  }

  segment(text) {
    this.#made ??= new Segmenter(...this.#settings);
    return this.#made.segment(text);
  }
}
