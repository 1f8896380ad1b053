/** Colours that half blocks may use. */
export type Colours = 'true' | '256';

/** How the terminal shows photos. */
export interface PhotoMode {
  /** A protocol for pictures; `blocks`: coloured half blocks, which are ordinary text. */
  readonly how: 'kitty' | 'iterm' | 'sixel' | 'blocks';
  readonly colours: Colours;
}

type Environment = Readonly<Record<string, string | undefined>>;

const OFF = /^(0|no|off|none)$/;

/** Multiplexers and far ends pass text on, and lose pictures: half blocks are always right there. */
const passesTextOnly = (env: Environment): boolean =>
  Boolean(env.TMUX) || Boolean(env.STY) || /^(tmux|screen)/.test(env.TERM ?? '');

/**
 * The protocol that a terminal names itself for. Only its name is asked, which costs nothing: a question to the terminal
 * would have to be waited for at every start.
 */
const protocolOf = (env: Environment): PhotoMode['how'] => {
  const term = env.TERM ?? '';
  const program = env.TERM_PROGRAM ?? '';
  if (passesTextOnly(env)) return 'blocks';
  if (env.KITTY_WINDOW_ID || /kitty|ghostty/.test(term) || program === 'ghostty') return 'kitty';
  if (/^(iTerm\.app|WezTerm|mintty|rio)$/.test(program) || env.LC_TERMINAL === 'iTerm2') return 'iterm';
  if (/^(foot|mlterm|contour|yaft)/.test(term)) return 'sixel';
  return 'blocks';
};

/**
 * How photos are shown here; null: not at all. Off on a bare console, where colours are unwanted or fewer than 256, and
 * with `POS_PHOTOS=0`; `POS_PHOTOS=kitty`, `iterm`, `sixel` or `blocks` say it for terminals that do not tell.
 */
export const photoModeOf = (env: Environment): PhotoMode | null => {
  const wanted = env.POS_PHOTOS ?? '';
  const term = env.TERM ?? '';
  if (OFF.test(wanted) || env.NO_COLOR || /^(linux|vt\d+|ansi|dumb)$/.test(term)) return null;
  const trueColour = /truecolor|24bit/.test(env.COLORTERM ?? '');
  const how = (['kitty', 'iterm', 'sixel', 'blocks'] as const).find((one) => one === wanted);
  const found = how ?? protocolOf(env);
  if (found === 'blocks' && !trueColour && !/256color|kitty|ghostty|alacritty|foot|direct/.test(term))
    return null;
  return { how: found, colours: trueColour ? 'true' : '256' };
};
