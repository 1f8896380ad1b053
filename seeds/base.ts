/** The 14 allergens that EU 1169/2011, annex II, names; a store adds its own. */
export const ALLERGENS = [
  { id_alergeno: 1, codigo: 'GLUTEN', nombre: 'Gluten' },
  { id_alergeno: 2, codigo: 'CRUSTACEOS', nombre: 'Crustáceos' },
  { id_alergeno: 3, codigo: 'HUEVO', nombre: 'Huevo' },
  { id_alergeno: 4, codigo: 'PESCADO', nombre: 'Pescado' },
  { id_alergeno: 5, codigo: 'MANI', nombre: 'Maní' },
  { id_alergeno: 6, codigo: 'SOJA', nombre: 'Soja' },
  { id_alergeno: 7, codigo: 'LECHE', nombre: 'Leche' },
  { id_alergeno: 8, codigo: 'FRUTOS_SECOS', nombre: 'Frutos de cáscara' },
  { id_alergeno: 9, codigo: 'APIO', nombre: 'Apio' },
  { id_alergeno: 10, codigo: 'MOSTAZA', nombre: 'Mostaza' },
  { id_alergeno: 11, codigo: 'SESAMO', nombre: 'Sésamo' },
  { id_alergeno: 12, codigo: 'SULFITOS', nombre: 'Sulfitos' },
  { id_alergeno: 13, codigo: 'ALTRAMUCES', nombre: 'Altramuces' },
  { id_alergeno: 14, codigo: 'MOLUSCOS', nombre: 'Moluscos' },
];

const method = (
  id_medio: number,
  codigo: string,
  nombre: string,
  { invoice = true, cash = false, reference = false, studentCard = false },
) => ({
  id_medio,
  codigo,
  nombre,
  permite_factura: invoice ? 1 : 0,
  es_efectivo: cash ? 1 : 0,
  pide_referencia: reference ? 1 : 0,
  es_tarjeta_estudiantil: studentCard ? 1 : 0,
  orden: id_medio,
});

export const METHODS = [
  method(1, 'EFECTIVO', 'EFECTIVO', { cash: true }),
  method(2, 'TRANSFERENCIA', 'TRANSFERENCIA', { reference: true }),
  method(3, 'DEBITO_QR', 'DÉBITO/QR', {}),
  method(4, 'CREDITO_QR', 'CRÉDITO/QR', {}),
  method(5, 'GIROS_TIGO', 'GIROS TIGO', { reference: true }),
  method(6, 'TARJETA_ESTUDIANTIL', 'TARJETA ESTUDIANTIL', { invoice: false, studentCard: true }),
  method(7, 'TARJETA', 'TARJETA', {}),
  method(8, 'CHEQUE', 'CHEQUE', { reference: true }),
];

export const SETTINGS = [
  { clave: 'nombre_tienda', valor: 'Cantina' },
  { clave: 'ruc', valor: null },
  { clave: 'direccion', valor: null },
  { clave: 'telefono', valor: null },
  { clave: 'modo_iva', valor: 'en_factura' },
  { clave: 'facturacion', valor: '0' },
  { clave: 'zona_horaria', valor: '-03:00' },
  { clave: 'bloqueo_minutos', valor: '5' },
  { clave: 'pie_ticket', valor: 'Gracias por su compra' },
  { clave: 'correo_gerente', valor: null },
  { clave: 'demo', valor: '0' },
  { clave: 'exige_turno', valor: '0' },
  { clave: 'corte_dia', valor: '00:00' },
];

/** Per cent that each role may give or change without an approval; a store changes them. */
export const LIMITS = [
  { rol: 'cajero', descuento_maximo: 10, cambio_precio_maximo: 0 },
  { rol: 'gerente', descuento_maximo: 50, cambio_precio_maximo: 30 },
  { rol: 'admin', descuento_maximo: 100, cambio_precio_maximo: 1000 },
];

export const TILLS = [{ id_caja: 1, codigo: '001', nombre: 'Caja 1' }];
