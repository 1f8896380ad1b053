/** The part of escpos 3.0.0-alpha.6 that is used: composing bytes in memory. The package has no types of its own. */
declare module 'escpos' {
  class Printer {
    constructor(adapter: null, options?: { encoding?: string; width?: number });
    readonly buffer: { flush(): Buffer };
    print(content: Buffer | string): this;
    align(align: 'lt' | 'ct' | 'rt'): this;
    /** Magnification less one, 0 to 7. */
    size(width: number, height: number): this;
    feed(lines: number): this;
    cut(partial: boolean, feed: number): this;
    hardware(name: 'init'): this;
  }
  const escpos: { readonly Printer: typeof Printer };
  export default escpos;
}
