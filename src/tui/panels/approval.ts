import type { Look } from '../look.ts';
import type { Approval } from '../state.ts';
import { wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** A manager's word: who, and why. The cart stays beside it. */
export const approvalRows = (approval: Approval, look: Look, columns: number): string[] => {
  const words = look.words.screen.approval;
  const { row } = look;
  const { purpose } = approval;
  const title = purpose.kind === 'void' ? words.void(purpose.sale.number) : words.restriction;
  const about =
    purpose.kind === 'void'
      ? words.voidAbout(purpose.sale.total)
      : words.about(purpose.conflict.productName, purpose.conflict.restriction.kind);
  const field = (name: Approval['focus'], label: string, secret = false): string =>
    fieldRow(look, columns, label, approval[name], approval.focus === name && !approval.busy, secret);
  return [
    row(columns, [[` ${title}`, 'strong']]),
    ...wrap(about, columns - 2).map((text) => row(columns, [[` ${text}`]])),
    row(columns, [['']]),
    ...(approval.needsManager ? [field('login', words.login), field('secret', words.secret, true)] : []),
    field('reason', words.reason),
    row(columns, [['']]),
    ...(approval.busy ? [row(columns, [[` ${words.checking}`, 'accent']])] : []),
    row(columns, [[` ${words.keepsCart}`, 'dim']]),
  ];
};
