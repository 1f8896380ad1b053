import { formatGs, formatGsWithUnit } from '../../domain/money.ts';
import { shortNumber } from '../../domain/sale.ts';
import { bigFigures } from '../big.ts';
import type { Look } from '../look.ts';
import type { DoneSale } from '../state.ts';

/** The sale just made. It stays until the next key or scan, which already belongs to the next sale. */
export const doneRows = ({ sale, student, invoice }: DoneSale, look: Look, columns: number): string[] => {
  const words = look.words.screen.done;
  const row = look.row;
  const blank = row(columns, [['']]);
  const figures = bigFigures(formatGs(sale.change), look.ascii);
  const change =
    sale.change > 0
      ? figures.map((figure, at) =>
          row(columns, [[at === 1 ? ` ${words.change}` : '', 'strong']], [[`${figure} `, 'strong']]),
        )
      : [row(columns, [[` ${words.noChange}`, 'strong']])];
  return [
    row(
      columns,
      [[` ${look.ascii ? '' : '✓ '}${words.title}`, 'good']],
      [[`${shortNumber(sale.number)} `, 'strong']],
    ),
    row(columns, [[` ${sale.number}${student === null ? '' : ` · ${student}`}`, 'dim']]),
    blank,
    row(columns, [[` ${words.total}`]], [[`${formatGsWithUnit(sale.total)} `, 'strong']]),
    ...change,
    ...(sale.balance === null
      ? []
      : [row(columns, [[` ${words.balance}`]], [[`${formatGsWithUnit(sale.balance)} `, 'strong']])]),
    ...(invoice
      ? [
          invoice.code === null
            ? row(columns, [[` ${words.unsigned}`, 'warn']])
            : row(columns, [[` ${words.invoice}`]], [[`${invoice.code} `, 'strong']]),
        ]
      : []),
    ...(sale.repeated ? [row(columns, [[` ${words.repeated}`, 'warn']])] : []),
    blank,
    row(columns, [[` ${words.next}`, 'dim']]),
  ];
};
