import type { ReportKind } from '../../domain/report.ts';

/** `pos report`. */
export const report = {
  description: 'informes: del día, por período, productos, cajeros, IVA…',
  day: 'otro día (AAAA-MM-DD); si falta, hoy',
  oneDay: 'un solo día (AAAA-MM-DD)',
  from: 'desde este día (AAAA-MM-DD); si falta, el primero del mes',
  to: 'hasta este día, inclusive; si falta, hoy',
  by: 'una fila por día (day), semana (week) o mes (month)',
  till: 'solo de esta caja; con --print, también su impresora',
  html: 'página web con gráficos, en un archivo o a la salida',
  force: 'reemplaza el archivo si ya existe',
  print: 'a la impresora de tickets de la caja',
  mail: 'por correo a esta dirección («pos notify» lo envía)',
  reading: 'Leyendo las ventas…',
  written: (path: string) => `Informe guardado en ${path}`,
  queued: (job: number, till: string) =>
    `Informe en la cola de impresión de la caja ${till} (trabajo ${job}).`,
  mailed: (address: string) => `Informe en la cola de correo para ${address}.`,
  dayCut: {
    description: 'a qué hora termina el día de ventas; con una hora, la cambia',
    time: 'HH:MM, de 00:00 a 06:00',
    is: (time: string) =>
      time === '00:00'
        ? 'El día de ventas termina a medianoche.'
        : `El día de ventas termina a las ${time}: lo que se vende antes es del día anterior.`,
    examples: [
      ['pos report day-cut', 'a qué hora termina'],
      ['pos report day-cut 04:00 --user admin', 'una fiesta hasta las cuatro es un solo día'],
    ] as [string, string][],
  },
  rollUps: {
    description: 'compara los totales por día de los informes con las ventas',
    rebuild: 'hace de nuevo los meses que no coinciden; las cajas esperan mientras tanto',
    step: (done: number, total: number) => `Totales por día: mes ${done} de ${total}`,
    different: (figures: number, day: string) =>
      `${figures} totales no coinciden con las ventas, el primero del ${day}: ejecute «pos db rollups --rebuild».`,
    sound: 'Los totales por día coinciden con las ventas.',
    rebuilt: (figures: number) => `${figures} totales hechos de nuevo; ahora coinciden con las ventas.`,
    examples: [
      ['pos db rollups', 'si coinciden'],
      ['pos db rollups --rebuild', 'para hacer de nuevo los que no'],
    ] as [string, string][],
  },
  examples: [
    ['pos report daily', 'la hoja del día'],
    ['pos report period --from 2026-01-01 --to 2026-12-31 --by month', 'el año, mes por mes'],
    [
      'pos report taxes --from 2026-11-01 --to 2026-11-30 --csv > iva.csv',
      'para el contador, en una planilla',
    ],
    ['pos report daily --html hoy.html', 'una página para imprimir o enviar'],
  ] as [string, string][],
  examplesOf: (kind: ReportKind): [string, string][] =>
    kind === 'daily'
      ? [
          ['pos report daily --date 2026-11-20', 'otro día'],
          ['pos report daily --mail duenia@example.com', 'por correo'],
          ['pos report daily --print', 'en la impresora de tickets'],
        ]
      : [
          [`pos report ${kind}`, 'este mes hasta hoy'],
          [`pos report ${kind} --from 2026-11-01 --to 2026-11-30 --csv`, 'un mes, para una planilla'],
        ],
};
