import { allThatIsLeft, previewReturn } from '../../domain/returns.ts';
import type { Look, Span } from '../look.ts';
import type { Approval } from '../state.ts';
import { wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** What a manager is asked to answer for: the danger with its severity, or the money that goes back. */
const aboutRows = (purpose: Approval['purpose'], look: Look): readonly Span[] => {
  const words = look.words.screen.approval;
  if (purpose.kind === 'restriction') {
    const { productName, restriction } = purpose.conflict;
    const danger = [look.words.screen.severities[restriction.severity], restriction.description]
      .filter(Boolean)
      .join('. ');
    return [[words.about(productName, restriction.kind)], [danger, 'danger']];
  }
  if (purpose.kind === 'act') return [[purpose.about]];
  if (purpose.kind === 'discount') {
    const off = purpose.cart.lines.reduce(
      (all, line) => all + line.discount,
      purpose.cart.discount as number,
    );
    return [[words.discountAbout(purpose.percent, off), 'warn']];
  }
  // What earlier returns gave back does not go back again.
  const left = previewReturn(purpose.sale, allThatIsLeft(purpose.sale));
  const cash = left.refunds.filter((refund) => refund.isCash).reduce((all, refund) => all + refund.amount, 0);
  const total: Span = [words.voidAbout(left.total)];
  return cash > 0 ? [total, [words.voidCash(cash), 'warn']] : [total];
};

/** A manager's word: who, and why. The cart stays beside it. */
export const approvalRows = (approval: Approval, look: Look, columns: number): string[] => {
  const words = look.words.screen.approval;
  const { row } = look;
  const { purpose } = approval;
  const title = purpose.kind === 'void' ? words.void(purpose.sale.number) : words.restriction;
  const field = (name: Approval['focus'], label: string, secret = false): string =>
    fieldRow(look, columns, label, approval[name], approval.focus === name && !approval.busy, secret);
  return [
    row(columns, [[` ${title}`, 'strong']]),
    ...aboutRows(purpose, look).flatMap(([sentence, style = 'plain']) =>
      wrap(sentence, columns - 2).map((text) => row(columns, [[` ${text}`, style]])),
    ),
    row(columns, [['']]),
    ...(approval.needsManager ? [field('login', words.login), field('secret', words.secret, true)] : []),
    field('reason', words.reason),
    row(columns, [['']]),
    ...(approval.busy ? [row(columns, [[` ${words.checking}`, 'accent']])] : []),
    row(columns, [[` ${words.keepsCart}`, 'dim']]),
  ];
};
