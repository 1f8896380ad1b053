import type { DocumentTotals, Item } from '../../domain/invoice/amounts.ts';
import { decimalText } from '../../domain/invoice/decimal.ts';
import { plainText } from '../../domain/invoice/text.ts';
import { field, group } from './xml.ts';

/** Field E732 by what a rate means. */
const AFFECTED = { taxed: [1, 'Gravado IVA', 100], exempt: [3, 'Exento', 0] } as const;

const priceGroup = (item: Item): string =>
  group(
    'gValorItem',
    field('dPUniProSer', decimalText(item.unitPrice)),
    field('dTotBruOpeItem', decimalText(item.gross)),
    group(
      'gValorRestaItem',
      ...(item.discount > 0n
        ? [
            field('dDescItem', decimalText(item.discount)),
            field('dPorcDesIt', decimalText(item.discountPercent)),
          ]
        : []),
      item.saleDiscount > 0n ? field('dDescGloItem', decimalText(item.saleDiscount)) : '',
      field('dTotOpeItem', decimalText(item.total)),
    ),
  );

const taxGroup = (item: Item): string => {
  const [affected, words, proportion] = item.taxRate === 0 ? AFFECTED.exempt : AFFECTED.taxed;
  return group(
    'gCamIVA',
    field('iAfecIVA', affected),
    field('dDesAfecIVA', words),
    field('dPropIVA', proportion),
    field('dTasaIVA', item.taxRate),
    field('dBasGravIVA', decimalText(item.base)),
    field('dLiqIVAItem', decimalText(item.tax)),
    // Technical note 13: the exempt part of an item that is taxed in part; 0 in all others.
    field('dBasExe', 0),
  );
};

/** One item: its code and name, how many units, what they cost, and the IVA in it. */
export const itemGroup = (item: Item): string => {
  const code = plainText(item.code, 50) || '-';
  return group(
    'gCamItem',
    field('dCodInt', code),
    field('dDesProSer', plainText(item.name, 2000) || code),
    field('cUniMed', 77),
    field('dDesUniMed', 'UNI'),
    field('dCantProSer', item.quantity),
    priceGroup(item),
    taxGroup(item),
  );
};

/** Subtotals and totals. A base is its subtotal less its IVA, so that both add up to it. */
export const totalsGroup = (totals: DocumentTotals): string =>
  group(
    'gTotSub',
    field('dSubExe', totals.exempt),
    field('dSubExo', 0),
    field('dSub5', totals.at5),
    field('dSub10', totals.at10),
    field('dTotOpe', totals.total),
    field('dTotDesc', totals.lineDiscounts),
    field('dTotDescGlotem', totals.saleDiscounts),
    field('dTotAntItem', 0),
    field('dTotAnt', 0),
    field('dPorcDescTotal', 0),
    field('dDescTotal', totals.lineDiscounts + totals.saleDiscounts),
    field('dAnticipo', 0),
    field('dRedon', 0),
    field('dTotGralOpe', totals.total),
    field('dIVA5', totals.tax5),
    field('dIVA10', totals.tax10),
    field('dTotIVA', totals.tax),
    field('dBaseGrav5', totals.at5 - totals.tax5),
    field('dBaseGrav10', totals.at10 - totals.tax10),
    field('dTBasGraIVA', totals.at5 - totals.tax5 + totals.at10 - totals.tax10),
  );
