import { posError } from '../../src/domain/errors.ts';
import { ok } from '../../src/domain/result.ts';
import { page } from '../../src/tui/office/page.ts';
import type { PageSet } from '../../src/tui/office/pages/page-set.ts';
import { Driver } from './screen.ts';

/** A list, a form and a text made up for tests, under the names of real pages. */
export const MADE_UP: PageSet = {
  menu: page<null>({
    permission: 'sale.register',
    load: async () => ok(null),
    view: () => ({
      kind: 'list',
      title: 'Menú',
      columns: [{ title: 'Lugar', width: 'rest' }],
      rows: [
        { id: 'shift', cells: ['Tarjetas'], actions: { open: { go: { page: 'shift' } } } },
        { id: 'users', cells: ['Usuarios'], actions: { open: { go: { page: 'users' } } } },
      ],
      empty: 'nada',
    }),
  }),
  shift: page<readonly string[]>({
    permission: 'card.read',
    everySeconds: 5,
    load: async () => ok([]),
    view: (names, { text }) => ({
      kind: 'list',
      title: 'Tarjetas',
      columns: [{ title: 'Número', width: 'rest' }],
      rows: names
        .filter((name) => name.includes(text))
        .map((name) => ({
          id: name,
          cells: [name],
          actions: {
            open: { go: { page: 'shiftCash', params: { name } } },
            moveCash: {
              do: 'block',
              input: name,
              confirm: `¿Bloquear ${name}?`,
              approve: { permission: 'card.block', reference: name, about: name },
            },
          },
        })),
      empty: 'sin tarjetas',
      scan: (code) => ({ go: { page: 'shiftCash', params: { name: code } } }),
    }),
  }),
  shiftCash: page<{ uuid: string; note?: string; below?: string; aside?: string }>({
    permission: 'card.read',
    load: async () => ok({ uuid: 'u' }),
    view: ({ uuid, note, below, aside }) => ({
      kind: 'form',
      title: 'Emitir',
      ...(aside === undefined ? {} : { aside }),
      ...(note === undefined ? {} : { note: [[[note]]] }),
      ...(below === undefined ? {} : { below: below.split('|').map((line) => [[line]]) }),
      fields: [
        { id: 'numero', label: 'Número', kind: 'digits', value: '', required: true, most: 8 },
        { id: 'nombre', label: 'Nombre', kind: 'text', value: 'Ana' },
        { id: 'saldo', label: 'Saldo', kind: 'money', value: '' },
        {
          id: 'tipo',
          label: 'Tipo',
          kind: 'choice',
          value: 'a',
          options: [
            { value: 'a', label: 'Alta' },
            { value: 'b', label: 'Baja' },
          ],
        },
        { id: 'activa', label: 'Activa', kind: 'flag', value: '0' },
        {
          id: 'varios',
          label: 'Varios',
          kind: 'many',
          value: '3',
          options: ['Opción 1', 'Opción 2', 'Opción 3', 'Apio', 'Maní', 'Frutos de cáscara'].map(
            (label, at) => ({ value: String(at + 1), label }),
          ),
        },
      ],
      submit: (values) =>
        values.nombre === 'mal'
          ? { wrong: 'nombre', error: posError('VALOR_INVALIDO', { campo: 'nombre', valor: 'mal' }) }
          : { do: 'issue', input: { ...values, uuid } },
    }),
  }),
  users: page<readonly string[] | null>({
    permission: 'user.list',
    load: async () => ok(null),
    view: (lines) => ({
      kind: 'text',
      title: 'Usuarios',
      rows: (lines ?? ['uno']).map((line) => [[line]]),
      scan: (code) => ({ go: { page: 'users', params: { code } } }),
    }),
  }),
};

/** The back office open at its menu, which has been read. */
export const office = (driver = new Driver().opened()): Driver => {
  driver.press('f11').send({ kind: 'officePages', pages: MADE_UP });
  return answer(driver, null);
};

/** What the database answers to the last question. */
export const answer = (driver: Driver, value: unknown): Driver =>
  driver.send({ kind: 'officeLoaded', seq: driver.last('officeLoad').seq, result: ok(value) });
export const cards = (): Driver => answer(office().press('enter'), ['00201', '00202', '00203']);
export const form = (): Driver => answer(cards().press('enter'), { uuid: 'u-1' });
