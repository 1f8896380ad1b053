type Examples = [string, string][];

/** `pos product`, beyond its list. */
export const catalogue = {
  reference: 'código, código de barras, o # y su número',
  show: 'muestra un producto con todo lo suyo',
  create: 'crea un producto',
  edit: 'cambia un producto; lo que no se nombra queda como estaba',
  deactivate: 'lo saca de la venta',
  activate: 'lo vuelve a vender',
  history: 'los precios que tuvo, quién los cambió y cuándo',
  code: 'código corto o de barras, único',
  name: 'nombre',
  category: 'nombre de la categoría',
  price: 'precio de venta, en guaraníes',
  cost: 'precio de compra, en guaraníes',
  tax: 'IVA: 10, 5 o 0',
  barcodes: 'códigos de barras, separados por comas; reemplazan a los que había',
  addBarcode: 'agrega un código de barras',
  minStock: 'stock mínimo',
  belowZero: 'se vende aunque el stock diga que no hay',
  notBelowZero: 'no se vende sin stock',
  frequent: 'lugar entre los frecuentes; 0 lo quita de ahí',
  allergens: 'códigos de alérgenos, separados por comas (vea «pos allergen list»)',
  note: 'descripción',
  openingStock: 'unidades que ya hay',
  reason: 'por qué, cuando hace falta una aprobación',
  stock: 'Stock',
  forSale: 'Se vende',
  yes: 'sí',
  no: 'no',
  showExamples: [
    ['pos product show 7840001112223', 'por su código de barras'],
    ['pos product show 10 --json', 'todos sus datos, para otro programa'],
  ] as Examples,
  createExamples: [
    [
      'pos product create --code ALF --name Alfajor --category Golosinas --price 4000',
      'uno nuevo; --stock dice cuántos hay ya',
    ],
  ] as Examples,
  editExamples: [
    ['pos product edit ALFAJOR --price 4500', 'cambia el precio; las ventas de antes quedan igual'],
    ['pos product edit ALFAJOR --add-barcode 7840001112223', 'agrega un código de barras'],
    ['pos product edit ALFAJOR --price 9000 --approver admin --reason Costo', 'más allá del límite del rol'],
  ] as Examples,
  turnExamples: [
    ['pos product deactivate ALFAJOR', 'deja de venderse'],
    ['pos product activate ALFAJOR', 'se vende otra vez'],
  ] as Examples,
  historyExamples: [['pos product history ALFAJOR --csv', 'para una planilla']] as Examples,
};

/** `pos category`. */
export const category = {
  description: 'categorías de productos',
  list: 'lista las categorías',
  create: 'crea una categoría',
  edit: 'cambia el nombre o la descripción',
  activate: 'la activa',
  deactivate: 'la desactiva; no debe tener productos activos',
  name: 'nombre de la categoría',
  newName: 'nombre nuevo',
  note: 'descripción',
  listExamples: [['pos category list', 'todas, con sus productos activos']] as Examples,
  createExamples: [['pos category create Helados', 'una nueva']] as Examples,
  editExamples: [
    ['pos category edit Helados --name Heladería', 'la renombra en todas las cajas'],
  ] as Examples,
  turnExamples: [['pos category deactivate Heladería', 'si ya no tiene productos activos']] as Examples,
};

/** `pos allergen`. */
export const allergen = {
  description: 'alérgenos: los 14 de la norma europea y los propios',
  list: 'lista los alérgenos',
  create: 'agrega uno propio',
  edit: 'cambia uno propio',
  remove: 'quita uno propio que nada nombra',
  code: 'código: letras, cifras y _',
  newCode: 'código nuevo',
  name: 'nombre',
  listExamples: [['pos allergen list', 'todos, con su uso']] as Examples,
  createExamples: [['pos allergen create COLORANTE --name "Colorante rojo"', 'uno propio']] as Examples,
  editExamples: [['pos allergen edit COLORANTE --name "Colorantes"', 'lo renombra']] as Examples,
  removeExamples: [
    ['pos allergen remove COLORANTE', 'si ningún producto ni restricción lo nombra'],
  ] as Examples,
};
