import { Box, Text } from 'ink';
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import { fill, type Look, SMALLEST } from './look.ts';
import { officePane } from './office/paint/pane.ts';
import { approvalRows } from './panels/approval.ts';
import { cartRows } from './panels/cart.ts';
import { differenceRows, discountRows, parkRows } from './panels/desk-dialogs.ts';
import { doneRows } from './panels/done.ts';
import { finderRows } from './panels/finder.ts';
import { footRows } from './panels/footer.ts';
import { headerRow } from './panels/header.ts';
import { helpRows } from './panels/help.ts';
import { historyPane, ticketRows } from './panels/history.ts';
import { paymentRows } from './panels/payment.ts';
import { printingPane } from './panels/printing.ts';
import { quantityRows, questionRows } from './panels/question.ts';
import { signInRows } from './panels/sign-in.ts';
import { leftWidth, studentRows } from './panels/student.ts';
import { warningRows } from './panels/warning.ts';
import { photoPanel } from './photo/panel.ts';
import { bodyRows, scopeOf } from './selectors.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

/** One text node a panel, drawn again only when its text changed: few nodes are what makes a key cheap. */
const Panel = memo(({ text }: { readonly text: string }): ReactNode => <Text>{text}</Text>);

export const App = ({ store, look }: { readonly store: Store; readonly look: Look }): ReactNode => {
  const state = useSyncExternalStore(store.subscribe, store.get);
  return <Screen state={state} look={look} />;
};

/** The whole screen for a state. Derived in one pass: no effect, no second commit. */
export const Screen = ({ state, look }: { readonly state: State; readonly look: Look }): ReactNode => {
  const { columns, rows } = state.world;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) {
    const lines = look.words.screen.tooSmall(columns, rows).flatMap((line) => [look.row(columns, [[line]])]);
    return <Panel text={fill(lines, Math.max(1, Math.min(rows, 3)))} />;
  }
  const height = bodyRows(state);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Panel text={`${headerRow(state, look, columns)}\n${look.rule(columns)}`} />
      <Body state={state} look={look} height={height} />
      <Panel text={[look.rule(columns), ...footRows(state, look, columns)].join('\n')} />
    </Box>
  );
};

const Body = ({ state, look, height }: { state: State; look: Look; height: number }): ReactNode => {
  const { columns } = state.world;
  const whole = wholeScreen(state, look, columns, height);
  if (whole) return <Panel text={fill(whole, height)} />;
  const left = leftWidth(columns);
  const right = columns - left - 1;
  return (
    <Box height={height}>
      <Left state={state} look={look} columns={left} height={height} />
      <Separator look={look} height={height} />
      <Panel text={fill(cartRows(state, look, right, height), height)} />
    </Box>
  );
};

const Separator = memo(
  ({ look, height }: { look: Look; height: number }): ReactNode => (
    <Text>{Array<string>(height).fill(look.paint(look.bar, 'dim')).join('\n')}</Text>
  ),
);

/** Panes that take the whole body; null: the sale screen with its cart. */
const wholeScreen = (state: State, look: Look, columns: number, height: number): string[] | null => {
  const scope = scopeOf(state);
  const office = state.pane === 'office' && !['help', 'signIn', 'locked'].includes(scope);
  if (office) return officePane(state, look, columns, height);
  switch (scope) {
    case 'help':
      return helpRows(state, look, columns, height);
    case 'signIn':
    case 'locked':
      return signInRows(state, look, columns, height);
    case 'history':
    case 'storedSale':
      return historyPane(state, look, columns, height);
    case 'printing':
      return printingPane(state, look, columns, height);
    default:
      return null;
  }
};

interface LeftProps {
  readonly state: State;
  readonly look: Look;
  readonly columns: number;
  readonly height: number;
}

const Left = ({ state, look, columns, height }: LeftProps): ReactNode => {
  const { desk } = state;
  const photo = photoPanel(state, look, columns);
  const tall = photo?.length ?? studentHeight(state, look, columns, height);
  const student = fill(photo ?? studentRows(desk, look, columns, tall), tall);
  const room = tall > 0 ? height - tall - 1 : height;
  return (
    <Box flexDirection="column" width={columns}>
      {tall > 0 && <Panel text={`${student}\n${look.rule(columns)}`} />}
      <Panel text={fill(leftRows(state, look, columns, room), room)} />
    </Box>
  );
};

/** The student's rows: one while paying, none under a ticket, more where restrictions or the window ask for them. */
const studentHeight = ({ dialog, desk }: State, look: Look, columns: number, height: number): number => {
  if (dialog?.kind === 'ticket') return 0;
  if (dialog?.kind === 'payment') return 1;
  const usual = Math.min(7, 4 + Math.max(0, Math.floor((height - 18) / 4)));
  const whole = studentRows(desk, look, columns, height).length;
  return Math.max(usual, Math.min(whole, Math.floor(height * 0.45)));
};

/** What the left side is about now: a question, a dialog, a warning, the sale just made, or finding products. */
const leftRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const { dialog, question, desk } = state;
  if (question) return questionRows(state, question, look, columns);
  if (dialog?.kind === 'payment') return paymentRows(state, dialog, look, columns);
  if (dialog?.kind === 'approval') return approvalRows(dialog, look, columns);
  if (dialog?.kind === 'quantity') return quantityRows(state, dialog.text, look, columns);
  if (dialog?.kind === 'discount') return discountRows(state, dialog, look, columns);
  if (dialog?.kind === 'park') return parkRows(dialog, look, columns);
  if (dialog?.kind === 'differences') return differenceRows(dialog.differences, look, columns, height);
  if (dialog?.kind === 'ticket')
    return ticketRows(state, dialog.sale, look, columns, height, dialog.offset, 32);
  if (scopeOf(state) === 'warning') return warningRows(state, look, columns);
  if (!desk.done) return finderRows(state, look, columns, height);
  const done = doneRows(desk.done, look, columns);
  return [...finderRows(state, look, columns, height).slice(0, 1), look.row(columns, [['']]), ...done];
};
