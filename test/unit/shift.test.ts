import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/domain/audit.ts';
import { gs } from '../../src/domain/money.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { cashMoveSlip, shiftClosing, shiftReading } from '../../src/domain/receipt-shift.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import {
  type ClosedShift,
  countedTotal,
  DENOMINATIONS,
  parseCount,
  type ShiftFigures,
} from '../../src/domain/shift.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { STORE } from '../support/printer-fixtures.ts';

const figures: ShiftFigures = {
  sales: {
    tickets: 87,
    units: 143,
    total: gs(1_234_500),
    discounts: gs(12_000),
    first: '001-0000091',
    last: '001-0000177',
  },
  voids: { count: 1, total: gs(25_000) },
  returns: { count: 2, total: gs(9_000) },
  taxRefunded: gs(3_091),
  topups: 3,
  readings: 2,
  cash: {
    float: gs(200_000),
    sales: gs(934_500),
    topups: gs(50_000),
    in: gs(100_000),
    out: gs(120_000),
    refunds: gs(34_000),
    expected: gs(1_130_500),
  },
  methods: [
    {
      methodId: 1,
      method: 'EFECTIVO',
      isCash: true,
      sales: gs(934_500),
      topups: gs(50_000),
      refunds: gs(34_000),
    },
    {
      methodId: 6,
      method: 'TARJETA ESTUDIANTIL',
      isCash: false,
      sales: gs(300_000),
      topups: gs(0),
      refunds: gs(0),
    },
  ],
  taxes: [{ rate: 10, base: gs(1_234_500), tax: gs(112_227), baseBack: gs(34_000), taxBack: gs(3_091) }],
  parked: { count: 1, total: gs(15_000) },
};
const closed: ClosedShift = {
  shift: {
    id: 12,
    tillId: 1,
    till: '001',
    state: 'Cerrado',
    openedBy: 'Carolina Ayala',
    openedAt: '2026-11-21 07:05:09',
    float: gs(200_000),
  },
  closing: {
    z: 5,
    closedAt: '2026-11-21 17:30:00',
    closedBy: 'Carolina Ayala',
    expected: gs(1_130_500),
    counted: gs(1_130_000),
    difference: gs(-500),
    reason: 'Faltó un vuelto',
  },
  figures,
  count: [
    { denomination: 100_000, pieces: 11 },
    { denomination: 10_000, pieces: 3 },
  ],
};
const reading = { shift: closed.shift, readAt: '2026-11-21 12:00:00', readBy: null, figures };
const move = {
  id: 3,
  uuid: 'x',
  shiftId: 12,
  till: '001',
  direction: 'Salida' as const,
  amount: gs(120_000),
  reason: 'Pago al panadero',
  by: 'Carolina Ayala',
  at: '2026-11-21 10:00:00',
};
const papers = (copy: number) => [
  shiftReading(reading, STORE, words, { copy }),
  shiftClosing(closed, STORE, words, { copy }),
  cashMoveSlip(move, STORE, words, { copy }),
];

describe('the papers of a shift', () => {
  it('say what the Z is made of, at 32 columns', () => {
    expect(layoutReceipt(shiftClosing(closed, STORE, words, { copy: 0 }), 32).slice(6)).toEqual([
      '         CIERRE Z N.º 5',
      'Caja: 001',
      'Turno: 12',
      'Abierto: 21/11/2026 07:05',
      'Abrió: Carolina Ayala',
      'Cerrado: 21/11/2026 17:30',
      'Cerró: Carolina Ayala',
      '────────────────────────────────',
      'Tickets:                      87',
      'Unidades:                    143',
      'Del primero al último:',
      '  001-0000091 … 001-0000177',
      'Total vendido:         1.234.500',
      'Descuentos ya restados:   12.000',
      'Anulaciones (1):         -25.000',
      'Devoluciones (2):         -9.000',
      'Recargas de tarjetas:          3',
      '────────────────────────────────',
      '         MEDIOS DE PAGO',
      'EFECTIVO',
      '  Ventas:                934.500',
      '  Recargas:               50.000',
      '  Devuelto:              -34.000',
      'TARJETA ESTUDIANTIL',
      '  Ventas:                300.000',
      '────────────────────────────────',
      '      IVA SIN LO DEVUELTO',
      '10%, base 1.200.500:     109.136',
      'IVA devuelto, ya restado: -3.091',
      '────────────────────────────────',
      '            EFECTIVO',
      'Fondo inicial:           200.000',
      'Ventas:                  934.500',
      'Recargas:                 50.000',
      'Entradas:                100.000',
      'Salidas:                -120.000',
      'Devoluciones:            -34.000',
      'ESPERADO:              1.130.500',
      '────────────────────────────────',
      '             CONTEO',
      '100.000 × 11           1.100.000',
      '10.000 × 3                30.000',
      'CONTADO:               1.130.000',
      'DIFERENCIA:                 -500',
      'Motivo: Faltó un vuelto',
      '────────────────────────────────',
      'Esperas vencidas (1):     15.000',
      'Lecturas X impresas:           2',
      '',
      '',
      'Firma: ______________________',
      '════════════════════════════════',
    ]);
  });

  it.each([32, 42, 48])('fit %i columns', (columns) => {
    for (const paper of papers(1))
      for (const line of layoutReceipt(paper, columns))
        expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('mark a copy, which opens no drawer', () => {
    for (const paper of papers(2)) {
      expect(layoutReceipt(paper, 42).join('\n')).toContain('REIMPRESIÓN N.º 2');
      expect(paper.openDrawer).toBe(false);
    }
    expect(papers(0).map((paper) => paper.openDrawer)).toEqual([false, true, true]);
  });
});

describe('a count', () => {
  it('is read as it is said, and adds up', () => {
    const count = parseCount('100000x3, 50.000 X 2,500*7');
    expect(count).toEqual([
      { denomination: 100_000, pieces: 3 },
      { denomination: 50_000, pieces: 2 },
      { denomination: 500, pieces: 7 },
    ]);
    expect(countedTotal(count ?? [])).toBe(403_500);
  });

  it.each(['', '100000', '3x1', '500x1,500x2', '500x-1', '500x1.5', '500x1000000', 'x', '500x1,', '٥00x1'])(
    'refuses «%s»',
    (typed) => expect(parseCount(typed)).toBeNull(),
  );

  it('comes back from how it is written', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ denomination: fc.constantFrom(...DENOMINATIONS), pieces: fc.nat(999_999) }),
          { selector: (pile) => pile.denomination, minLength: 1 },
        ),
        (piles) => {
          const typed = piles.map(({ denomination, pieces }) => `${denomination}x${pieces}`).join(',');
          expect(parseCount(typed)).toEqual(piles);
        },
      ),
    ));
});

describe('what changed', () => {
  it('is only what differs; a secret that stayed is no change', () => {
    const before = { nombre: 'Ana', pin: null, rol: 'cajero' };
    const after = { nombre: 'Ana', rol: 'gerente', contrasena_cambiado: 1, pin_cambiado: 0 };
    expect(changesOf({ before, after })).toEqual([
      { column: 'rol', before: 'cajero', after: 'gerente' },
      { column: 'contrasena_cambiado', before: null, after: '1' },
    ]);
    expect(changesOf({ before: null, after: { a: 1, b: null } })).toEqual([
      { column: 'a', before: null, after: '1' },
    ]);
  });
});
