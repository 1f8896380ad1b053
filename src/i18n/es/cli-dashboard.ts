/** `pos dashboard`. */
export const dashboard = {
  description: 'el día en cifras, comparado con el mismo día de la semana anterior',
  date: 'otro día (AAAA-MM-DD); si falta, hoy',
  examples: [
    ['pos dashboard', 'hoy hasta ahora'],
    ['pos dashboard --date 2026-11-20 --json', 'un día entero, para otro programa'],
  ] as [string, string][],
};
