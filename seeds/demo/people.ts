const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.');

/** First names and surnames of the responsible adults; the place in the list is the id. */
const ADULTS: readonly (readonly [name: string, surname: string])[] = [
  ['MARÍA', 'GONZÁLEZ'],
  ['JUAN', 'BENÍTEZ'],
  ['LILIANA', 'AYALA'],
  ['CARLOS', 'DUARTE'],
  ['CARMEN', 'RODRIGUEZ'],
  ['PEDRO', 'PERÉZ'],
  ['GLORIA', 'VILLALBA'],
  ['HUGO', 'FRANCO'],
  ['PATRICIA', 'CABRERA'],
  ['ROBERTO', 'ACOSTA'],
  ['SANDRA', 'ORTIZ'],
  ['DERLIS', 'GIMÉNEZ'],
  ['NORMA', 'ROJAS'],
  ['ÓSCAR', 'CÁCERES'],
  ['ZUNILDA', 'MARTÍNEZ'],
  ['FERNANDO', 'LÓPEZ'],
  ['BLANCA', 'NÚÑEZ'],
  ['VÍCTOR', 'ALMADA'],
  ['ANDREA', 'ESPÍNOLA'],
  ['RICARDO', 'VERA'],
  ['MIRTHA', 'SOSA'],
  ['JOSÉ', 'BOGADO'],
  ['CLAUDIA', 'RIVEROS'],
  ['ARNALDO', 'MEZA'],
  ['LETICIA', 'BÁEZ'],
  ['DIEGO', 'OJEDA'],
  ['FÁTIMA', 'INSFRÁN'],
  ['MARCOS', 'PAREDES'],
];

export const CLIENTS = ADULTS.map(([nombre, apellido], i) => ({
  id_cliente: i + 1,
  nombre,
  apellido,
  email: `${plain(nombre)}.${plain(apellido)}@familias.example`,
  telefono: `0981 ${String(100_000 + i * 7_919).replace(/(\d{3})(\d{3})/, '$1 $2')}`,
  documento: String(2_345_678 + i * 104_729),
}));

type Child = readonly [name: string, surname: string, grade: string, client: number];

/** Forty students; the place in the list is the id, and the card's number is 192 more. */
const CHILDREN: readonly Child[] = [
  ['SOFÍA', 'BENÍTEZ GONZÁLEZ', '1er Grado', 1],
  ['MATEO', 'BENÍTEZ GONZÁLEZ', '3er Grado', 1],
  ['THIAGO', 'BENÍTEZ CANO', '2do Grado', 2],
  ['VALENTINA', 'AYALA TORRES', '4to Grado', 3],
  ['BENJAMÍN', 'DUARTE SILVA', '6to Grado', 4],
  ['EMMA', 'DUARTE SILVA', '1er Grado', 4],
  ['LUCAS', 'PERÉZ AQUINO', '5to Grado', 6],
  ['ISABELLA', 'PERÉZ AQUINO', '2do Grado', 6],
  ['JOAQUÍN', 'VILLALBA RÍOS', '7mo Grado', 7],
  ['MÍA', 'FRANCO LEZCANO', '3er Grado', 8],
  ['ROMINA', 'MONGELLOS RODRIGUEZ', '5to Grado', 5],
  ['SANTIAGO', 'MONGELLOS RODRIGUEZ', '2do Grado', 5],
  ['CAMILA', 'CABRERA DÍAZ', '8vo Grado', 9],
  ['NICOLÁS', 'ACOSTA FLEITAS', '9no Grado', 10],
  ['MARTINA', 'ORTIZ VALDEZ', '4to Grado', 11],
  ['DAVID', 'GIMÉNEZ RECALDE', '1er Curso', 12],
  ['JULIETA', 'GIMÉNEZ RECALDE', '6to Grado', 12],
  ['SAMUEL', 'ROJAS CENTURIÓN', '3er Grado', 13],
  ['LUCÍA', 'CÁCERES MARÍN', '2do Curso', 14],
  ['GABRIEL', 'MARTÍNEZ PÁEZ', '7mo Grado', 15],
  ['VICTORIA', 'LÓPEZ MOREIRA', '1er Grado', 16],
  ['MAXIMILIANO', 'LÓPEZ MOREIRA', '4to Grado', 16],
  ['PAULA', 'NÚÑEZ ZARZA', '5to Grado', 17],
  ['AGUSTÍN', 'ALMADA ROLÓN', '8vo Grado', 18],
  ['RENATA', 'ESPÍNOLA BRÍTEZ', '3er Curso', 19],
  ['BRUNO', 'VERA FERNÁNDEZ', '2do Grado', 20],
  ['ANTONELLA', 'VERA FERNÁNDEZ', '6to Grado', 20],
  ['TOMÁS', 'SOSA IBARRA', '9no Grado', 21],
  ['ABRIL', 'BOGADO FIGUEREDO', '1er Curso', 22],
  ['IGNACIO', 'RIVEROS MENDOZA', '3er Grado', 23],
  ['ZOE', 'MEZA CANTERO', 'Preescolar', 24],
  ['FELIPE', 'MEZA CANTERO', '2do Grado', 24],
  ['ANA PAZ', 'BÁEZ ESCOBAR', '4to Grado', 25],
  ['JOSÉ MARÍA', 'OJEDA GALEANO', '7mo Grado', 26],
  ['GUADALUPE', 'OJEDA GALEANO', '5to Grado', 26],
  ['ELÍAS', 'INSFRÁN CORONEL', '8vo Grado', 27],
  ['MILAGROS', 'INSFRÁN CORONEL', '1er Grado', 27],
  ['FACUNDO', 'PAREDES NOGUERA', '6to Grado', 28],
  ['CONSTANZA', 'PAREDES NOGUERA', '3er Grado', 28],
  ['ALEJANDRO', 'PAREDES NOGUERA', '2do Curso', 28],
];

export const STUDENTS = CHILDREN.map(([nombre, apellido, grado, id_cliente_responsable], i) => ({
  id_hijo: i + 1,
  id_cliente_responsable,
  nombre,
  apellido,
  grado,
  foto_perfil: i + 1 === 11 ? 'hijos/foto_123.jpg' : null,
}));

const SPECIAL: Readonly<
  Record<
    number,
    { saldo_actual?: number; limite_diario?: number; estado?: string; fecha_vencimiento?: string }
  >
> = {
  9: { saldo_actual: 150_000, limite_diario: 20_000 },
  11: { saldo_actual: 1_000, fecha_vencimiento: '2027-01-09' },
  15: { estado: 'Bloqueada' },
  20: { fecha_vencimiento: '2025-12-31' },
  31: { limite_diario: 10_000 },
};

export const CARDS = CHILDREN.map((_, i) => ({
  id_tarjeta: i + 1,
  nro_tarjeta: String(193 + i).padStart(5, '0'),
  id_hijo: i + 1,
  saldo_actual: ((i * 37) % 19) * 7_500,
  limite_diario: null as number | null,
  estado: 'Activa',
  fecha_vencimiento: '2028-12-31',
  ...SPECIAL[i + 1],
}));

type Case = readonly [
  student: number,
  kind: string,
  description: string,
  severity: string,
  blocks: boolean,
  allergens: readonly number[],
];

const CASES: readonly Case[] = [
  [11, 'Intolerancia a la lactosa', 'Dificultad para digerir lácteos', 'Moderada', false, [7]],
  [3, 'Alergia al maní', 'Anafilaxia: lleva adrenalina en la mochila', 'Severa', true, [5]],
  [7, 'Celiaquía', 'No puede comer gluten', 'Severa', true, [1]],
  [18, 'Alergia al huevo', 'Ronchas e hinchazón', 'Moderada', false, [3]],
  [22, 'Alergia a frutos secos', 'Nueces, almendras y maní', 'Severa', true, [8, 5]],
  [29, 'Sensibilidad a la soja', 'Malestar leve', 'Leve', false, [6]],
  [33, 'Intolerancia a la lactosa', 'Tolera cantidades pequeñas', 'Leve', false, [7]],
  [36, 'Alergia a la leche de vaca', 'Reacción respiratoria', 'Severa', true, [7]],
  [36, 'Alergia al pescado', 'Ronchas', 'Moderada', false, [4]],
];

export const RESTRICTIONS = CASES.map(([id_hijo, tipo_restriccion, descripcion, severidad, blocks], i) => ({
  id_restriccion: i + 1,
  id_hijo,
  tipo_restriccion,
  descripcion,
  severidad,
  bloqueante: blocks ? 1 : 0,
}));

export const RESTRICTION_ALLERGENS = CASES.flatMap(([, , , , , allergens], i) =>
  allergens.map((id_alergeno) => ({ id_restriccion: i + 1, id_alergeno })),
);
