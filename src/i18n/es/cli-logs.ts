/** `pos logs`. */
export const logs = {
  description: 'lo que pasó en este equipo: ventas, ingresos, cambios, fallas',
  date: 'otro día (AAAA-MM-DD); si falta, el último',
  from: 'desde este día (AAAA-MM-DD)',
  to: 'hasta este día, inclusive',
  level: 'desde qué gravedad',
  event: 'solo los que llevan este texto en el nombre, por ejemplo sales',
  follow: 'sigue mostrando lo que llega, hasta Ctrl-C',
  examples: [
    ['pos logs', 'lo último'],
    ['pos logs --level warn --date 2026-11-20', 'lo que falló o se rechazó un día'],
    ['pos logs --from 2026-11-16 --to 2026-11-20 --level error', 'las fallas de una semana'],
    ['pos logs --follow --event sales', 'las ventas a medida que se hacen'],
  ] as [string, string][],
  none: (day: string, directory: string) => `Nada del ${day} en ${directory}.`,
  noneSuch: (day: string) => `Nada así el ${day}: quite --level o --event para ver lo demás.`,
  broken: (count: number) =>
    count === 1
      ? 'Un renglón está cortado y no se muestra.'
      : `${count} renglones están cortados y no se muestran.`,
};
