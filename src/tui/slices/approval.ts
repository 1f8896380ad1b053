import type { ApprovalWanted } from '../../app/ports/people.ts';
import type { Grant } from '../../app/ports.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import { may } from '../../domain/permissions.ts';
import type { Conflict } from '../../domain/restrictions.ts';
import type { Result } from '../../domain/result.ts';
import type { StoredSale } from '../../domain/sale.ts';
import type { Actor } from '../../domain/user.ts';
import { numbered, type Step, say, stay } from '../events.ts';
import { resumeWith } from '../office/acting.ts';
import { openConflicts, userOf } from '../selectors.ts';
import type { Approval, State } from '../state.ts';
import { withoutLast } from '../text.ts';
import { withDesk } from './desk.ts';
import { beyondReach, discountGranted } from './discount.ts';
import { startPayment } from './payment.ts';
import { secretKind } from './session.ts';

const approvalOf = (state: State): Approval | null =>
  state.dialog?.kind === 'approval' ? state.dialog : null;

const withApproval = (state: State, change: Partial<Approval>): State => {
  const approval = approvalOf(state);
  return approval ? { ...state, notice: null, dialog: { ...approval, error: null, ...change } } : state;
};

const open = (state: State, purpose: Approval['purpose'], needsManager: boolean): State => ({
  ...state,
  notice: null,
  dialog: {
    kind: 'approval',
    purpose,
    needsManager,
    login: '',
    secret: '',
    reason: '',
    focus: needsManager ? 'login' : 'reason',
    busy: false,
    seq: 0,
    error: null,
  },
});

/** The explicit answer to the warning that is shown: a confirmation, or a manager's approval where it blocks. */
export const confirmRestriction = (state: State): Step => {
  const conflict = openConflicts(state)[0];
  const user = userOf(state);
  if (!conflict || !user) return stay(state);
  if (conflict.restriction.blocks)
    return stay(open(state, { kind: 'restriction', conflict }, !may(user.role, 'restriction.approve')));
  return stay(acknowledge(state, conflict, null, null));
};

const acknowledge = (state: State, conflict: Conflict, grant: number | null, reason: string | null): State =>
  say(
    withDesk(state, {
      acks: [
        ...state.desk.acks,
        {
          productId: conflict.productId,
          restrictionId: conflict.restriction.id,
          grant,
          reason,
        },
      ],
    }),
    'info',
    reason === null ? 'confirmed' : 'approved',
    { product: conflict.productName },
  );

export const startVoid = (state: State, sale: StoredSale): State => {
  const user = userOf(state);
  return open(state, { kind: 'void', sale }, !user || !may(user.role, 'sale.void'));
};

const fieldsOf = (approval: Approval): readonly Approval['focus'][] =>
  approval.needsManager ? ['login', 'secret', 'reason'] : ['reason'];

export const typeApproval = (state: State, text: string): State => {
  const approval = approvalOf(state);
  if (!approval || approval.busy) return state;
  return withApproval(state, { [approval.focus]: (approval[approval.focus] + text).slice(0, 200) });
};

export const eraseApproval = (state: State): State => {
  const approval = approvalOf(state);
  if (!approval || approval.busy) return state;
  return withApproval(state, { [approval.focus]: withoutLast(approval[approval.focus]) });
};

export const moveApproval = (state: State, by: 1 | -1): State => {
  const approval = approvalOf(state);
  if (!approval) return state;
  const fields = fieldsOf(approval);
  const at = (fields.indexOf(approval.focus) + by + fields.length) % fields.length;
  return withApproval(state, { focus: fields[at] ?? 'reason' });
};

/** Enter: on to the next field; in the last one, with everything written, to the check. */
export const submitApproval = (state: State): Step => {
  const approval = approvalOf(state);
  const user = userOf(state);
  if (!approval || !user || approval.busy) return stay(state);
  const empty = fieldsOf(approval).find((field) => approval[field].trim() === '');
  if (approval.focus !== 'reason') return stay(moveApproval(state, 1));
  if (empty === 'reason')
    return stay(withApproval(state, { error: posError('MOTIVO_REQUERIDO') }), { kind: 'bell' });
  if (empty) return stay(withApproval(state, { focus: empty }));
  const { asking, seq } = numbered(state);
  const busy = withApproval(asking, { busy: true, seq });
  if (!approval.needsManager) return granted(busy, approval, seq, user, null);
  return stay(busy, {
    kind: 'approve',
    seq,
    asker: user,
    request: { login: approval.login, secret: approval.secret, kind: secretKind(approval.secret) },
    wanted: { ...actOf(approval.purpose), reason: approval.reason },
  });
};

/** What the manager is asked for, as the routine that uses the approval names it. */
const actOf = (purpose: Approval['purpose']): Pick<ApprovalWanted, 'permission' | 'reference'> => {
  switch (purpose.kind) {
    case 'void':
      return { permission: 'sale.void', reference: String(purpose.sale.id) };
    case 'restriction': {
      const { productId, restriction } = purpose.conflict;
      return { permission: 'restriction.approve', reference: `${productId}:${restriction.id}` };
    }
    case 'discount':
      return { permission: 'sale.discount', reference: `descuento:${purpose.percent}` };
    case 'act':
      return { permission: purpose.permission, reference: purpose.reference };
  }
};

export const approved = (state: State, seq: number, result: Result<Grant>): Step => {
  const approval = approvalOf(state);
  if (approval?.seq !== seq) return stay(state);
  if (!result.ok) return approvalRefused(state, result.error);
  const user = userOf(state);
  return user ? granted(state, approval, seq, user, result.value) : stay(state);
};

/** The word counts only as far as the manager's own limit; found out at payment, it leads on to it. */
const discountApproved = (
  state: State,
  purpose: Extract<Approval['purpose'], { kind: 'discount' }>,
  { id, approver }: Grant,
): Step => {
  const given = discountGranted(state, purpose, { id, role: approver.role });
  if (!given) return approvalRefused(state, beyondReach(state, approver.role, purpose.percent));
  return purpose.thenPay ? startPayment(given) : stay(given);
};

/** `grant`: null where the own role is enough. */
const granted = (state: State, approval: Approval, seq: number, actor: Actor, grant: Grant | null): Step => {
  const { purpose } = approval;
  const reason = approval.reason.trim();
  switch (purpose.kind) {
    case 'act':
      return grant ? resumeWith(state, grant) : stay(state);
    case 'discount':
      return grant ? discountApproved(state, purpose, grant) : stay(state);
    case 'void':
      return stay(state, {
        kind: 'void',
        seq,
        actor,
        grant: grant?.id ?? null,
        sale: purpose.sale.id,
        tillId: state.till.id,
        reason,
      });
    case 'restriction':
      return stay(acknowledge({ ...state, dialog: null }, purpose.conflict, grant?.id ?? null, reason));
  }
};

export const approvalRefused = (state: State, error: PosError): Step =>
  stay(
    withApproval(state, {
      busy: false,
      secret: '',
      focus: approvalOf(state)?.needsManager ? 'secret' : 'reason',
      error,
    }),
    { kind: 'bell' },
  );
