/** `pos product|client|stock import|export` and `pos import template`. */
export const imports = {
  description: 'plantillas de archivos CSV; los importa «pos product|client|stock import»',
  template: 'imprime un archivo de ejemplo con todos los títulos',
  kind: 'products, families o stock',
  import: 'muestra qué cambiaría un archivo CSV; con --apply lo importa, todo o nada',
  importFile: 'archivo CSV en UTF-8, UTF-16 o Windows-1252, con coma, punto y coma o tabulador',
  apply: 'escribe los cambios si ninguna fila tiene errores',
  fingerprint: 'aplica solo si la vista previa sigue siendo esta (la «huella» de --json)',
  reason: 'por qué se aprueba, si hace falta que alguien lo apruebe',
  limit: 'cuántos cambios mostrar (si falta, 20; con --json o --csv, todos)',
  export: 'escribe todo en un archivo CSV que se puede volver a importar',
  exportFile: 'archivo de destino; si falta o es «-», lo imprime',
  excel: 'como Excel lo abre: UTF-8 con marca y punto y coma',
  force: 'reemplaza el archivo si ya existe',
  templateExamples: [
    ['pos import template products > productos.csv', 'para completar y después importar'],
    ['pos import template families --excel > familias.csv', 'para abrir con Excel'],
  ] as [string, string][],
  productExamples: [
    ['pos product import productos.csv', 'qué cambiaría, sin escribir nada'],
    ['pos product import productos.csv --apply', 'lo importa, todo o nada'],
  ] as [string, string][],
  clientExamples: [
    ['pos client import familias.csv', 'qué cambiaría, sin escribir nada'],
    ['pos client import familias.csv --apply', 'lo importa, todo o nada'],
  ] as [string, string][],
  stockExamples: [
    ['pos stock import stock.csv', 'qué cambiaría, sin escribir nada'],
    ['pos stock import stock.csv --apply', 'el stock queda como dice el archivo'],
  ] as [string, string][],
  productExportExamples: [
    ['pos product export productos.csv', 'todos, también los inactivos'],
    ['pos product export --excel productos.csv', 'para abrir con Excel'],
  ] as [string, string][],
  clientExportExamples: [['pos client export familias.csv', 'una línea por estudiante']] as [
    string,
    string,
  ][],
  stockExportExamples: [['pos stock export stock.csv', 'cuánto hay de cada producto']] as [string, string][],
  columns: { line: 'Línea', key: 'Clave', name: 'Nombre', what: 'Qué pasa' },
  more: (rest: number) => `… y ${rest} más (agregue --limit, --json o --csv).`,
  errors: 'Errores:',
  warnings: 'Avisos:',
  howToApply: 'Para escribirlo agregue --apply.',
  reading: (percent: number) => `Leyendo ${percent} %`,
  applying: 'Guardando…',
};
