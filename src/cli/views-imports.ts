import type { ImportPlan, PlanFault } from '../app/import-file.ts';
import type { PlannedRow } from '../app/ports/imports.ts';

export const faultView = (fault: PlanFault, reason: string) => ({
  linea: fault.line,
  columna: fault.field,
  valor: fault.value,
  motivo: reason,
});

export const changeView = (row: PlannedRow) => ({
  linea: row.line,
  clave: row.key,
  nombre: row.name,
  accion: row.action === 'added' ? 'alta' : 'cambio',
  campos: row.fields.map(({ field, before, after }) => ({ campo: field, antes: before, despues: after })),
});

/** One line for each changed field, and for each error: what a spreadsheet can filter. */
export const planRows = (
  rows: readonly PlannedRow[],
  faults: readonly { readonly fault: PlanFault; readonly reason: string }[],
) => [
  ...faults.map(({ fault, reason }) => ({
    linea: fault.line,
    clave: '',
    accion: 'error',
    campo: fault.field,
    antes: '',
    despues: fault.value,
    motivo: reason,
  })),
  ...rows.flatMap((row) =>
    row.fields.map(({ field, before, after }) => ({
      linea: row.line,
      clave: row.key,
      accion: row.action === 'added' ? 'alta' : 'cambio',
      campo: field,
      antes: before,
      despues: after,
      motivo: '',
    })),
  ),
];

export const planView = (plan: ImportPlan, applied: boolean) => ({
  archivo: plan.file.name,
  codificacion: plan.file.encoding,
  aplicada: applied,
  filas: plan.rows,
  altas: plan.added,
  cambios: plan.changed,
  iguales: plan.same,
  errores: plan.bad,
  categorias_nuevas: plan.newCategories,
  columnas_ignoradas: plan.unknownTitles,
  cambio_de_precio_maximo: plan.priceChange,
  huella: plan.fingerprint,
});
