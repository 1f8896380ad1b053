import { gs } from '../../src/domain/money.ts';
import type { Product } from '../../src/domain/product.ts';

export const fakeProduct = (id: number, over: Partial<Product> = {}): Product => ({
  id,
  code: `P${id}`,
  barcodes: [],
  name: `Producto ${id}`,
  categoryId: 1,
  category: 'Varios',
  price: gs(5_000),
  taxRate: 10,
  stock: 100,
  minStock: 0,
  sellsBelowZero: false,
  active: true,
  allergens: [],
  frequent: null,
  ...over,
});

const KINDS =
  'Galleta Jugo Agua Gaseosa Yogur Leche Chipa Empanada Sándwich Alfajor Chocolate Caramelo Turrón Té Café Mate Tereré Pan Queso Jamón Manzana Banana Ensalada Sopa Fideos Arroz Helado Mantecado Budín Torta Milanesa Hamburguesa Papas Maní Nuez Barrita Cereal Granola Mermelada Miel Cuaderno Lápiz Goma Regla Cartulina Bolígrafo Carpeta Tijera Plasticola Marcador'.split(
    ' ',
  );
const TASTES =
  'frutilla vainilla limón naranja durazno manzana uva ananá coco almendra avellana menta canela miel queso jamón pollo carne verdura tomate cebolla choclo mandioca integral light clásico dulce salado picante relleno cubierto bañado mixto surtido natural cremoso batido tostado horneado frito fresco'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bi bo bu ca ce ci co cu da de di do du fa fe fi fo ga go gu la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo ya yu ña ñe'.split(
    ' ',
  );
const CATEGORIES =
  'Bebidas Lácteos Panadería Golosinas Snacks Frutas Comidas Sándwiches Infusiones Helados Librería Desayunos Postres Ensaladas Jugos Galletitas Cereales Conservas Limpieza Varios'.split(
    ' ',
  );
const SIZES = '100g 200g 250ml 330ml 500ml 1L x6 x12 chico grande'.split(' ');

/** A small generator with a seed: the same catalogue at every run. */
const random = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const checkDigit = (twelve: string): number => {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
};

/** EAN-13 with its check digit. */
export const ean13 = (number: number): string => {
  const twelve = `784${String(number).padStart(9, '0')}`;
  return `${twelve}${checkDigit(twelve)}`;
};

/** A believable large catalogue: kinds, tastes, invented brands and sizes; every product with a bar code. */
export const fakeCatalogue = (count: number): Product[] => {
  const next = random(42);
  const pick = (from: readonly string[]): string => from[next(from.length)] ?? '';
  const brands = Array.from({ length: Math.max(20, count / 25) }, () => {
    const name = Array.from({ length: 2 + next(2) }, () => pick(SYLLABLES)).join('');
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
  return Array.from({ length: count }, (_, at) => {
    const category = next(CATEGORIES.length);
    return fakeProduct(at + 1, {
      code: `P${String(at + 1).padStart(6, '0')}`,
      barcodes: [ean13(at + 1)],
      name: `${pick(KINDS)} ${pick(TASTES)} ${pick(brands)} ${pick(SIZES)}`,
      categoryId: category + 1,
      category: CATEGORIES[category] ?? '',
      price: gs(500 + 500 * next(60)),
      frequent: at < 12 ? at + 1 : null,
    });
  });
};
