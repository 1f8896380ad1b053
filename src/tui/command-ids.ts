import type { Messages } from '../i18n/index.ts';

export type CommandId = keyof Messages['screen']['keys'];
export type Reason = keyof Messages['screen']['reasons'];
