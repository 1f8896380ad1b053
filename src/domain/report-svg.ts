/** A bar of a chart; `label` and `text` are escaped already. */
export interface ChartBar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

const WIDTH = 800;
const HEIGHT = 170;
const TOP = 18;
const FOOT = 22;
/** Cells that a label needs; with less room only some are written. */
const LABEL_WIDTH = 74;
const MOST_TEXTS = 12;

/** Upright bars beside each other, as SVG that needs nothing else. Below zero there is no bar. */
export const columnChart = (
  bars: readonly ChartBar[],
  colours: { readonly bar: string; readonly ink: string },
): string => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const parts = bars.map(({ label, value, text }, at) => {
    const height = Math.max(0, (value / most) * (HEIGHT - TOP - FOOT));
    const [x, y] = [at * step, HEIGHT - FOOT - height];
    const middle = (x + step / 2).toFixed(1);
    const box = `<rect x="${(x + step * 0.15).toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.7).toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="${colours.bar}"><title>${label}: ${text}</title></rect>`;
    const foot =
      at % every === 0 ? `<text x="${middle}" y="${HEIGHT - 6}" text-anchor="middle">${label}</text>` : '';
    const head =
      bars.length <= MOST_TEXTS && value > 0
        ? `<text x="${middle}" y="${(y - 4).toFixed(1)}" text-anchor="middle">${text}</text>`
        : '';
    return box + foot + head;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" role="img" font-family="system-ui,sans-serif" font-size="11" fill="${colours.ink}" style="display:block;margin:0 0 10px">
<line x1="0" y1="${HEIGHT - FOOT}" x2="${WIDTH}" y2="${HEIGHT - FOOT}" stroke="#d1d5db"/>
${parts.join('\n')}
</svg>`;
};
