import type { Grain } from '../../../domain/report.ts';

/** The reports in the back office; their own words are in `reports`. */
export const reports = {
  hint: 'Enter abre un informe; F2 elige antes las fechas. Dentro, ← → pasan de un día a otro.',
  reading:
    '← → van a las fechas anteriores o siguientes, F2 elige otras, F5 imprime, F6 lo envía y F8 lo guarda.',
  columns: { report: 'Informe', answers: 'Qué responde' },
  none: 'Ningún informe se llama así: borre letras, o Esc.',
  datesOf: (report: string) => `Fechas: ${report}`,
  day: 'Día',
  from: 'Desde',
  to: 'Hasta',
  dayHint: 'DD/MM/AAAA, por ejemplo 31/12/2026',
  by: 'Una fila por',
  grains: { day: 'día', week: 'semana', month: 'mes' } satisfies Record<Grain, string>,
  fitting: 'lo que convenga',
  till: 'Caja',
  allTills: 'todas',
  newest: 'No hay fechas después de hoy.',
  printed: (till: string) => `Informe en la cola de impresión de la caja ${till}.`,
  exportOf: (report: string) => `Exportar: ${report}`,
  style: 'Formato',
  styles: { csv: 'planilla (CSV)', html: 'página web con gráficos (HTML)' },
  path: 'Archivo',
  pathHint: 'nombre o ruta, por ejemplo ~/informe; la terminación se agrega sola',
  overwrite: 'Reemplazar si ya existe',
  mailOf: (report: string) => `Enviar por correo: ${report}`,
  address: 'A quién',
  addressHint: 'una dirección de correo',
  mailHint: 'Va con sus gráficos, como página; sale con la próxima pasada de «pos notify».',
};
