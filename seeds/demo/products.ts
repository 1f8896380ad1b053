/** Thirteen digits from twelve: the last one makes the sum of digits, weighted 1 and 3 in turn, a multiple of ten. */
export const ean13 = (twelve: string): string => {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
};

export const CATEGORIES = [
  { id_categoria: 1, nombre: 'Bebidas', descripcion: 'Gaseosas, jugos y agua' },
  { id_categoria: 2, nombre: 'Lácteos', descripcion: 'Leches, yogures y postres' },
  { id_categoria: 3, nombre: 'Sándwiches', descripcion: 'Sándwiches y hamburguesas' },
  { id_categoria: 4, nombre: 'Minutas', descripcion: 'Empanadas, chipas y comidas al paso' },
  { id_categoria: 5, nombre: 'Platos', descripcion: 'Almuerzos' },
  { id_categoria: 6, nombre: 'Panadería', descripcion: 'Panes y facturas dulces' },
  { id_categoria: 7, nombre: 'Golosinas', descripcion: 'Galletas, chocolates y caramelos' },
  { id_categoria: 8, nombre: 'Frutas', descripcion: 'Frutas y ensaladas de fruta' },
  { id_categoria: 9, nombre: 'Útiles', descripcion: 'Lo que falta en la mochila' },
];

const GLUTEN = 1;
const HUEVO = 3;
const PESCADO = 4;
const MANI = 5;
const SOJA = 6;
const LECHE = 7;
const FRUTOS_SECOS = 8;
const MOSTAZA = 10;
const SESAMO = 11;

type Item = readonly [
  id: number,
  name: string,
  category: number,
  price: number,
  stock: number,
  minimum: number,
  allergens: readonly number[],
  packed?: boolean,
];

/** Prices in guaraníes. Packed goods carry a bar code. */
const ITEMS: readonly Item[] = [
  [1, 'Coca Cola 250ml', 1, 4_000, 96, 24, [], true],
  [2, 'Agua sin gas 500ml', 1, 3_500, 120, 24, [], true],
  [3, 'Pulp Naranja 500ml', 1, 5_000, 48, 12, [], true],
  [4, 'Guaraná 500ml', 1, 5_000, 48, 12, [], true],
  [5, 'Coca Cola 500ml', 1, 5_000, 100, 24, [], true],
  [6, 'Jugo', 1, 7_000, 40, 10, []],
  [7, 'Café', 1, 6_000, 60, 10, []],
  [8, 'Agua', 1, 3_000, 150, 30, [], true],
  [9, 'Leche chocolatada 200ml', 2, 5_500, 60, 12, [LECHE, SOJA], true],
  [10, 'Galleta', 7, 8_000, 50, 10, [GLUTEN], true],
  [11, 'Sándwich de queso', 3, 12_000, 25, 5, [GLUTEN, LECHE]],
  [12, 'Sándwich de jamón', 3, 15_000, 30, 5, [GLUTEN]],
  [13, 'Yogur de frutilla 180ml', 2, 5_000, 48, 12, [LECHE], true],
  [14, 'Yogur con cereales', 2, 7_500, 24, 6, [LECHE, GLUTEN, FRUTOS_SECOS], true],
  [15, 'Leche entera 200ml', 2, 3_500, 48, 12, [LECHE], true],
  [16, 'Chipa de queso Paraguay', 4, 4_000, 80, 20, [LECHE, HUEVO]],
  [17, 'Chipa so’o', 4, 5_000, 40, 10, [LECHE, HUEVO]],
  [18, 'Empanada de carne', 4, 6_000, 70, 15, [GLUTEN, HUEVO]],
  [19, 'Empanada de jamón y queso', 4, 6_000, 60, 15, [GLUTEN, LECHE, HUEVO]],
  [20, 'Empanada de pollo', 4, 6_000, 50, 15, [GLUTEN, HUEVO]],
  [21, 'Mbejú', 4, 7_000, 20, 5, [LECHE]],
  [22, 'Sopa paraguaya', 4, 8_000, 24, 6, [LECHE, HUEVO]],
  [23, 'Chipa guasu', 4, 8_000, 24, 6, [LECHE, HUEVO]],
  [24, 'Croqueta de carne', 4, 5_000, 40, 10, [GLUTEN, HUEVO]],
  [25, 'Pancho', 3, 10_000, 30, 8, [GLUTEN, MOSTAZA]],
  [26, 'Hamburguesa completa', 3, 18_000, 20, 5, [GLUTEN, LECHE, HUEVO, SESAMO]],
  [27, 'Lomito de pollo', 3, 20_000, 15, 4, [GLUTEN, HUEVO]],
  [28, 'Sándwich de verdura', 3, 11_000, 15, 4, [GLUTEN, HUEVO]],
  [29, 'Sándwich de atún', 3, 14_000, 12, 4, [GLUTEN, PESCADO, HUEVO]],
  [30, 'Tarta de jamón y queso', 4, 9_000, 16, 4, [GLUTEN, LECHE, HUEVO]],
  [31, 'Milanesa con arroz', 5, 25_000, 20, 4, [GLUTEN, HUEVO]],
  [32, 'Tallarín con salsa', 5, 22_000, 20, 4, [GLUTEN, HUEVO]],
  [33, 'Vori vori de pollo', 5, 22_000, 18, 4, [LECHE]],
  [34, 'Ensalada con pollo', 5, 20_000, 12, 3, [MOSTAZA]],
  [35, 'Arroz con pollo', 5, 22_000, 18, 4, []],
  [36, 'Medialuna', 6, 3_500, 60, 12, [GLUTEN, LECHE, HUEVO]],
  [37, 'Pan con queso', 6, 5_000, 30, 6, [GLUTEN, LECHE]],
  [38, 'Bizcochuelo', 6, 6_000, 20, 5, [GLUTEN, LECHE, HUEVO]],
  [39, 'Alfajor de maicena', 6, 5_000, 40, 8, [GLUTEN, LECHE, HUEVO]],
  [40, 'Pastafrola', 6, 7_000, 20, 5, [GLUTEN, HUEVO]],
  [41, 'Pan dulce porción', 6, 6_000, 0, 4, [GLUTEN, LECHE, HUEVO, FRUTOS_SECOS]],
  [42, 'Turrón de maní', 7, 2_500, 80, 20, [MANI, GLUTEN], true],
  [43, 'Ka’i ladrillo', 7, 3_000, 40, 10, [MANI]],
  [44, 'Maní salado', 7, 3_000, 50, 10, [MANI], true],
  [45, 'Chocolate con leche 25g', 7, 4_500, 70, 15, [LECHE, SOJA], true],
  [46, 'Chocolate con almendras 30g', 7, 6_500, 36, 10, [LECHE, SOJA, FRUTOS_SECOS], true],
  [47, 'Galletita rellena de chocolate', 7, 4_000, 72, 18, [GLUTEN, LECHE, SOJA], true],
  [48, 'Galletita salada', 7, 3_500, 72, 18, [GLUTEN], true],
  [49, 'Caramelo', 7, 500, 300, 50, []],
  [50, 'Chupetín', 7, 1_000, 200, 40, [], true],
  [51, 'Chicle de menta', 7, 1_000, 150, 30, [], true],
  [52, 'Papas fritas 45g', 7, 5_000, 60, 12, [], true],
  [53, 'Palitos salados', 7, 4_000, 40, 10, [GLUTEN], true],
  [54, 'Helado de crema', 2, 6_000, 40, 10, [LECHE], true],
  [55, 'Helado de agua', 7, 3_000, 60, 12, [], true],
  [56, 'Banana', 8, 1_500, 80, 20, []],
  [57, 'Manzana', 8, 3_000, 60, 15, []],
  [58, 'Ensalada de frutas', 8, 8_000, 15, 5, []],
  [59, 'Flan casero', 2, 6_000, 16, 4, [LECHE, HUEVO]],
  [60, 'Cuaderno de una raya', 9, 9_000, 25, 5, [], true],
];

/** What a till offers before anything is typed, in this order. */
const FREQUENT = [5, 12, 10, 6, 7, 8, 18, 16, 9, 19, 13, 52, 25, 57, 47, 2, 45, 36];

/** Food in its natural state pays 5 % (Ley 6380/2019, art. 90); the rest 10 %. */
const taxRateOf = (category: number): number => (category === 8 ? 5 : 10);

export const PRODUCTS = ITEMS.map(([id, nombre, id_categoria, precio_venta, stock_actual, stock_minimo]) => ({
  id_producto: id,
  id_categoria,
  codigo: String(id),
  nombre,
  precio_compra: Math.round((precio_venta * 0.6) / 50) * 50,
  precio_venta,
  tasa_iva: taxRateOf(id_categoria),
  stock_actual,
  stock_minimo,
  // Coffee is made to order: the count of cups must not stop a sale.
  vende_sin_stock: id === 7 ? 1 : 0,
  frecuente: FREQUENT.includes(id) ? FREQUENT.indexOf(id) + 1 : null,
}));

/** 784 is Paraguay's prefix. */
export const BARCODES = ITEMS.filter(([, , , , , , , packed]) => packed).map(([id]) => ({
  codigo_barra: ean13(`7840001${String(id).padStart(5, '0')}`),
  id_producto: id,
}));

export const PRODUCT_ALLERGENS = ITEMS.flatMap(([id, , , , , , allergens]) =>
  allergens.map((id_alergeno) => ({ id_producto: id, id_alergeno })),
);
