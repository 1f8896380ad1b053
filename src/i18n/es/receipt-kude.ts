import type { KudePaperWords } from '../../domain/receipt-words.ts';

/** The paper of an electronic document. */
export const kudePaper = {
  invoiceTitle: 'KuDE de FACTURA ELECTRÓNICA',
  creditNoteTitle: 'KuDE de NOTA DE CRÉDITO ELECTRÓNICA',
  validFrom: 'Inicio de vigencia:',
  condition: 'Condición:',
  cash: 'Contado',
  currency: 'Moneda:',
  guarani: 'Guaraní',
  unnamed: 'Sin Nombre',
  priceWithTax: 'Precio con IVA',
  discount: 'Descuento',
  exempt: 'Exenta',
  taxed: (rate: number) => `Gravada ${rate}%:`,
  totalTax: 'Total IVA:',
  takesBack: 'Factura que corrige (CDC):',
  consult: 'Consulte la validez de este documento con el CDC en:',
  representation: 'ESTE DOCUMENTO ES UNA REPRESENTACIÓN GRÁFICA DE UN DOCUMENTO ELECTRÓNICO (XML)',
  columns: {
    code: 'Código',
    unitPrice: 'Precio unit.',
    exempt: 'Exentas',
    taxed: (rate: number) => `${rate}%`,
  },
  subtotals: 'SUBTOTALES:',
  page: (page: number, pages: number) => `Página ${page} de ${pages}`,
} satisfies KudePaperWords;
