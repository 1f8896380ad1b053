import type {
  allergen as sourceAllergen,
  catalogue as sourceCatalogue,
  category as sourceCategory,
} from '../es/cli-product.ts';

export const catalogue = {
  reference: 'code, bar code, or # and its number',
  show: 'shows a product with all of it',
  create: 'creates a product',
  edit: 'changes a product; what is not named stays as it was',
  deactivate: 'takes it out of the sale',
  activate: 'sells it again',
  history: 'the prices that it had, who changed them and when',
  code: 'short code or bar code, unique',
  name: 'name',
  category: 'name of the category',
  price: 'sale price, in guaraníes',
  cost: 'purchase price, in guaraníes',
  tax: 'IVA: 10, 5 or 0',
  barcodes: 'bar codes, separated by commas; they replace those that were there',
  addBarcode: 'adds a bar code',
  minStock: 'minimum stock',
  belowZero: 'is sold although the stock says that there is none',
  notBelowZero: 'is not sold without stock',
  frequent: 'place among the frequent ones; 0 takes it out',
  allergens: 'codes of allergens, separated by commas (see “pos allergen list”)',
  note: 'description',
  openingStock: 'units that are there already',
  reason: 'why, when an approval is needed',
  stock: 'Stock',
  forSale: 'For sale',
  yes: 'yes',
  no: 'no',
  showExamples: [
    ['pos product show 7840001112223', 'by its bar code'],
    ['pos product show 10 --json', 'all its data, for another program'],
  ],
  createExamples: [
    [
      'pos product create --code ALFAJOR --name "Alfajor" --category Golosinas --price 4000 --stock 24',
      'with 24 units to begin with',
    ],
  ],
  editExamples: [
    ['pos product edit ALFAJOR --price 4500', 'changes the price; sales of before stay as they are'],
    ['pos product edit ALFAJOR --add-barcode 7840001112223', 'adds a bar code'],
    [
      'pos product edit ALFAJOR --price 9000 --approver admin --reason "Cost went up"',
      'beyond the limit of the role',
    ],
  ],
  turnExamples: [
    ['pos product deactivate ALFAJOR', 'is not sold any more'],
    ['pos product activate ALFAJOR', 'is sold again'],
  ],
  historyExamples: [['pos product history ALFAJOR --csv', 'for a spreadsheet']],
} satisfies typeof sourceCatalogue;

export const category = {
  description: 'categories of products',
  list: 'lists the categories',
  create: 'creates a category',
  edit: 'changes its name or description',
  activate: 'activates it',
  deactivate: 'deactivates it; it must have no active products',
  name: 'name of the category',
  newName: 'new name',
  note: 'description',
  listExamples: [['pos category list', 'all, with their active products']],
  createExamples: [['pos category create Helados', 'a new one']],
  editExamples: [['pos category edit Helados --name Heladería', 'renames it at all tills']],
  turnExamples: [['pos category deactivate Heladería', 'when it has no active products any more']],
} satisfies typeof sourceCategory;

export const allergen = {
  description: "allergens: the 14 of the European rule and the store's own",
  list: 'lists the allergens',
  create: "adds one of the store's own",
  edit: "changes one of the store's own",
  remove: "removes one of the store's own that nothing names",
  code: 'code: letters, digits and _',
  newCode: 'new code',
  name: 'name',
  listExamples: [['pos allergen list', 'all, with their use']],
  createExamples: [['pos allergen create COLORANTE --name "Colorante rojo"', 'one of your own']],
  editExamples: [['pos allergen edit COLORANTE --name "Colorantes"', 'renames it']],
  removeExamples: [['pos allergen remove COLORANTE', 'when no product and no restriction names it']],
} satisfies typeof sourceAllergen;
