import { keyOf } from '../key-labels.ts';
import type { Look } from '../look.ts';
import { isSaving } from '../selectors.ts';
import type { Question, State } from '../state.ts';
import { wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** A question that only its own key answers. */
export const questionRows = (state: State, question: Question, look: Look, columns: number): string[] => {
  const words = look.words.screen.question;
  const { title, hint } = questionText(state, question, look);
  return [
    look.row(columns, [['']]),
    ...wrap(title, columns - 2).map((text) => look.row(columns, [[` ${text}`, 'strong']])),
    ...wrap(hint, columns - 2).map((text) => look.row(columns, [[` ${text}`, 'dim']])),
    look.row(columns, [['']]),
    look.row(columns, [[` ${words.yes(keyOf('yes', 'question', look.words))}`, 'strong']]),
    look.row(columns, [[` ${words.no(keyOf('no', 'question', look.words))}`, 'strong']]),
  ];
};

const questionText = (state: State, question: Question, look: Look): { title: string; hint: string } => {
  const words = look.words.screen.question;
  switch (question.kind) {
    case 'clear':
      return { title: words.clear, hint: words.clearHint };
    case 'switchCard':
      return {
        title: words.switchCard(question.holder.studentName),
        hint: words.switchHint(state.desk.holder?.studentName ?? ''),
      };
    case 'undoInvoice':
      return {
        title: words.undoInvoice[question.undo](question.invoice.code),
        hint: question.undo === 'part' ? words.partHint : words.undoHint,
      };
    case 'act':
      return { title: question.text, hint: look.words.office.menu.hurts };
    case 'leaveForm':
      return { title: look.words.office.menu.leaveTitle, hint: look.words.office.menu.leaveHint };
    case 'quit': {
      const saving = state.dialog?.kind === 'payment' && isSaving(state.dialog);
      const hint = saving
        ? words.quitSaving
        : state.desk.cart.lines.length > 0
          ? words.quitCart
          : words.quitEmpty;
      return { title: words.quit, hint };
    }
  }
};

export const quantityRows = (state: State, text: string, look: Look, columns: number): string[] => {
  const words = look.words.screen.quantity;
  const line = state.desk.cart.lines[state.desk.line];
  return [
    look.row(columns, [['']]),
    look.row(columns, [[` ${words.of(line?.name ?? '')}`, 'dim']]),
    fieldRow(look, columns, words.title, text, true),
  ];
};
