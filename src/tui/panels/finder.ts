import { formatGs } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import { isEmptyIndex } from '../../domain/search.ts';
import { keyOf } from '../key-labels.ts';
import type { Look, Span } from '../look.ts';
import { isCode, listed, queryOf, touchesRestriction } from '../selectors.ts';
import type { State } from '../state.ts';
import { cutStart, wrap } from '../text.ts';

/** A list column is never narrower than this. */
const NARROWEST = 36;

/** The omnibox and, below it, what it finds. */
export const finderRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.omnibox;
  const { query } = queryOf(state.desk.text);
  const rows = [omniboxRow(state, look, columns), look.row(columns, [['']])];
  if (!state.world.catalogue.mark) return [...rows, look.row(columns, [[` ${words.loading}`, 'dim']])];
  const products = listed(state);
  const title = query === '' ? words.frequent : words.results(products.length);
  if (isCode(query)) rows[1] = look.row(columns, [[` ${words.codeHint}`, 'accent']]);
  else if (query === '' && state.desk.text !== '') rows[1] = quantityHint(state, look, columns);
  if (products.length === 0) return [...rows, ...nothing(state, look, columns)];
  return [
    ...rows,
    look.row(columns, [[` ${title}`, 'dim']]),
    ...listRows(state, look, columns, height - rows.length - 1),
  ];
};

const quantityHint = (state: State, look: Look, columns: number): string => {
  const { quantity } = queryOf(state.desk.text);
  const line = state.desk.cart.lines[state.desk.line];
  const hint = quantity !== null && line ? look.words.screen.omnibox.setQuantity(quantity, line.name) : '';
  return look.row(columns, [[` ${hint}`, 'accent']]);
};

const nothing = (state: State, look: Look, columns: number): string[] => {
  const words = look.words.screen.omnibox;
  const { query } = queryOf(state.desk.text);
  if (query === '') {
    if (!isEmptyIndex(state.world.catalogue.index))
      return [look.row(columns, [[` ${words.noFrequent}`, 'dim']])];
    const sentence = words.noProducts(keyOf('office', 'sale', look.words));
    return wrap(sentence, columns - 2).map((text) => look.row(columns, [[` ${text}`, 'warn']]));
  }
  if (isCode(query)) return [];
  return [
    look.row(columns, [[` ${words.nothing}`, 'warn']]),
    look.row(columns, [[` ${words.nothingHint}`, 'dim']]),
  ];
};

const omniboxRow = (state: State, look: Look, columns: number): string => {
  const words = look.words.screen.omnibox;
  const { text } = state.desk;
  if (text === '')
    return look.row(columns, [
      [` ${look.mark} `, 'accent'],
      [' ', 'cursor'],
      [` ${words.empty}`, 'dim'],
    ]);
  return look.row(columns, [
    [` ${look.mark} `, 'accent'],
    [cutStart(text, columns - 6), 'strong'],
    [' ', 'cursor'],
  ]);
};

const listRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const products = listed(state);
  const across = Math.max(1, Math.floor(columns / NARROWEST));
  const wide = Math.floor(columns / across);
  const perPage = Math.max(1, height * across);
  const first = Math.floor(Math.max(0, state.desk.choice) / perPage) * perPage;
  const page = products.slice(first, first + perPage);
  const lines = Math.ceil(page.length / across);
  return Array.from({ length: lines }, (_, at) => {
    const cells = Array.from({ length: across }, (_unused, column) => {
      const place = at * across + column;
      const product = page[place];
      const room = column === across - 1 ? columns - wide * (across - 1) : wide;
      return product
        ? productCell(state, look, product, room, first + place === state.desk.choice)
        : look.row(room, [['']]);
    });
    return cells.join('');
  });
};

const productCell = (
  state: State,
  look: Look,
  product: Product,
  columns: number,
  selected: boolean,
): string => {
  const words = look.words.screen.omnibox;
  const low = !product.sellsBelowZero && product.stock <= product.minStock;
  const stock = product.sellsBelowZero
    ? ''
    : product.stock <= 0
      ? words.soldOut
      : low
        ? words.stock(product.stock)
        : '';
  const alert = touchesRestriction(state, product);
  const price = formatGs(product.price).padStart(stock === '' ? 0 : 7);
  if (selected) {
    const start = ` ${look.mark} ${alert ? `${look.alert} ` : ''}${product.name}`;
    return look.paint(
      look.row(columns, [[start]], [[`${stock === '' ? '' : `${stock} `}${price} `]]),
      'selected',
    );
  }
  const left: Span[] = [['   '], ...(alert ? [[`${look.alert} `, 'danger'] as Span] : []), [product.name]];
  const right: Span[] = [...(stock === '' ? [] : [[`${stock} `, 'warn'] as Span]), [`${price} `]];
  return look.row(columns, left, right);
};
