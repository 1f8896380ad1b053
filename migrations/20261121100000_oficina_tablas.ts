import { addColumns, createTables, dropTables, migration, money, setChecks, state } from './steps.ts';

const TEXT_BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
const UUID = `uuid CHAR(36) ${TEXT_BIN} NOT NULL`;

/** Tables of the back office: approvals, shifts, top-ups, returns, parked sales, documents of stock, photos. */
const TABLES: readonly (readonly [name: string, body: string])[] = [
  [
    'permisos',
    `permiso VARCHAR(40) ${TEXT_BIN} NOT NULL,
     rol VARCHAR(12) NOT NULL,
     PRIMARY KEY (permiso, rol)`,
  ],
  [
    // Per cent of a price: the most that a role gives as a discount, or changes a product's price by, without approval.
    'limites_rol',
    `rol VARCHAR(12) NOT NULL PRIMARY KEY,
     descuento_maximo TINYINT UNSIGNED NOT NULL,
     cambio_precio_maximo SMALLINT UNSIGNED NOT NULL,
     CONSTRAINT ck_limites_rol_descuento CHECK (descuento_maximo <= 100),
     CONSTRAINT ck_limites_rol_precio CHECK (cambio_precio_maximo <= 1000)`,
  ],
  [
    // A manager's word for one act of one person. `usada_en` is set once, by the act.
    'aprobaciones',
    `id_aprobacion BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     permiso VARCHAR(40) ${TEXT_BIN} NOT NULL,
     referencia VARCHAR(80) ${TEXT_BIN} NOT NULL DEFAULT '',
     id_solicitante INT UNSIGNED NOT NULL,
     id_aprobador INT UNSIGNED NOT NULL,
     motivo VARCHAR(300) NOT NULL,
     creada_en DATETIME NOT NULL,
     usada_en DATETIME NULL,
     usada_para VARCHAR(60) NULL,
     KEY ix_aprobaciones_solicitante (id_solicitante, creada_en),
     CONSTRAINT fk_aprobaciones_solicitante FOREIGN KEY (id_solicitante) REFERENCES usuarios (id_usuario),
     CONSTRAINT fk_aprobaciones_aprobador FOREIGN KEY (id_aprobador) REFERENCES usuarios (id_usuario)`,
  ],
  [
    // What was counted at the closing, by denomination.
    'conteos_turno',
    `id_turno INT UNSIGNED NOT NULL,
     denominacion INT UNSIGNED NOT NULL,
     cantidad INT UNSIGNED NOT NULL,
     PRIMARY KEY (id_turno, denominacion),
     CONSTRAINT fk_conteos_turno_turno FOREIGN KEY (id_turno) REFERENCES turnos (id_turno)`,
  ],
  [
    'movimientos_caja',
    `id_movimiento BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     id_turno INT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_aprobacion BIGINT UNSIGNED NULL,
     ${state('movimientos_caja', 'tipo', ['Entrada', 'Salida'])},
     ${money('movimientos_caja', 'monto')},
     motivo VARCHAR(300) NOT NULL,
     fecha DATETIME NOT NULL,
     UNIQUE KEY uk_movimientos_caja_uuid (uuid),
     KEY ix_movimientos_caja_turno (id_turno),
     CONSTRAINT ck_movimientos_caja_positivo CHECK (monto > 0),
     CONSTRAINT fk_movimientos_caja_turno FOREIGN KEY (id_turno) REFERENCES turnos (id_turno)`,
  ],
  [
    'recargas',
    `id_recarga BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     id_tarjeta INT UNSIGNED NOT NULL,
     id_movimiento BIGINT UNSIGNED NOT NULL,
     id_caja INT UNSIGNED NOT NULL,
     id_turno INT UNSIGNED NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_medio INT UNSIGNED NOT NULL,
     ${money('recargas', 'monto')},
     ${money('recargas', 'monto_entregado')},
     ${money('recargas', 'vuelto')},
     referencia VARCHAR(60) NULL,
     ${money('recargas', 'saldo_anterior')},
     ${money('recargas', 'saldo_nuevo')},
     fecha DATETIME NOT NULL,
     dia_negocio DATE NOT NULL,
     CONSTRAINT ck_recargas_positivo CHECK (monto > 0),
     CONSTRAINT ck_recargas_pago CHECK (monto_entregado = monto + vuelto),
     CONSTRAINT ck_recargas_saldo CHECK (saldo_nuevo = saldo_anterior + monto),
     CONSTRAINT ck_recargas_dia CHECK (dia_negocio = CAST(fecha AS DATE)),
     UNIQUE KEY uk_recargas_uuid (uuid),
     UNIQUE KEY uk_recargas_movimiento (id_movimiento),
     KEY ix_recargas_tarjeta (id_tarjeta, id_recarga),
     KEY ix_recargas_turno (id_turno),
     KEY ix_recargas_dia_negocio (dia_negocio),
     CONSTRAINT fk_recargas_tarjeta FOREIGN KEY (id_tarjeta) REFERENCES tarjetas (id_tarjeta),
     CONSTRAINT fk_recargas_movimiento FOREIGN KEY (id_movimiento) REFERENCES movimientos_tarjeta (id_movimiento),
     CONSTRAINT fk_recargas_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja),
     CONSTRAINT fk_recargas_turno FOREIGN KEY (id_turno) REFERENCES turnos (id_turno),
     CONSTRAINT fk_recargas_medio FOREIGN KEY (id_medio) REFERENCES medios_pago (id_medio)`,
  ],
  [
    // Goods and money that came back: a whole sale (its void) or lines of it. What is left to return is always
    // derived from these rows, never kept beside them.
    'devoluciones',
    `id_devolucion BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     id_venta BIGINT UNSIGNED NOT NULL,
     ${state('devoluciones', 'tipo', ['Anulacion', 'Devolucion'])},
     id_caja INT UNSIGNED NOT NULL,
     id_turno INT UNSIGNED NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_aprobacion BIGINT UNSIGNED NULL,
     motivo VARCHAR(300) NOT NULL,
     ${money('devoluciones', 'subtotal')},
     ${money('devoluciones', 'impuesto')},
     ${money('devoluciones', 'total')},
     fecha DATETIME NOT NULL,
     dia_negocio DATE NOT NULL,
     CONSTRAINT ck_devoluciones_dia CHECK (dia_negocio = CAST(fecha AS DATE)),
     UNIQUE KEY uk_devoluciones_uuid (uuid),
     KEY ix_devoluciones_venta (id_venta),
     KEY ix_devoluciones_turno (id_turno),
     KEY ix_devoluciones_dia_negocio (dia_negocio),
     CONSTRAINT fk_devoluciones_venta FOREIGN KEY (id_venta) REFERENCES ventas (id_venta),
     CONSTRAINT fk_devoluciones_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja),
     CONSTRAINT fk_devoluciones_turno FOREIGN KEY (id_turno) REFERENCES turnos (id_turno)`,
  ],
  [
    'detalles_devolucion',
    `id_devolucion BIGINT UNSIGNED NOT NULL,
     linea SMALLINT UNSIGNED NOT NULL,
     id_producto INT UNSIGNED NOT NULL,
     cantidad INT UNSIGNED NOT NULL,
     ${money('detalles_devolucion', 'monto')},
     ${state('detalles_devolucion', 'destino', ['Stock', 'Merma'])},
     PRIMARY KEY (id_devolucion, linea),
     CONSTRAINT ck_detalles_devolucion_cantidad CHECK (cantidad > 0),
     CONSTRAINT fk_detalles_devolucion_devolucion FOREIGN KEY (id_devolucion) REFERENCES devoluciones (id_devolucion),
     CONSTRAINT fk_detalles_devolucion_producto FOREIGN KEY (id_producto) REFERENCES productos (id_producto)`,
  ],
  [
    'pagos_devolucion',
    `id_devolucion BIGINT UNSIGNED NOT NULL,
     linea SMALLINT UNSIGNED NOT NULL,
     id_medio INT UNSIGNED NOT NULL,
     ${money('pagos_devolucion', 'monto')},
     PRIMARY KEY (id_devolucion, linea),
     CONSTRAINT ck_pagos_devolucion_positivo CHECK (monto > 0),
     CONSTRAINT fk_pagos_devolucion_devolucion FOREIGN KEY (id_devolucion) REFERENCES devoluciones (id_devolucion),
     CONSTRAINT fk_pagos_devolucion_medio FOREIGN KEY (id_medio) REFERENCES medios_pago (id_medio)`,
  ],
  [
    // Of each rate the part that came back: the returns of a whole sale add up to its `impuestos_venta`.
    'impuestos_devolucion',
    `id_devolucion BIGINT UNSIGNED NOT NULL,
     tasa_iva TINYINT UNSIGNED NOT NULL,
     ${money('impuestos_devolucion', 'base')},
     ${money('impuestos_devolucion', 'impuesto')},
     PRIMARY KEY (id_devolucion, tasa_iva),
     CONSTRAINT fk_impuestos_devolucion_devolucion FOREIGN KEY (id_devolucion) REFERENCES devoluciones (id_devolucion)`,
  ],
  [
    'ventas_espera',
    `id_espera BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     id_caja INT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_tarjeta INT UNSIGNED NULL,
     nota VARCHAR(120) NOT NULL DEFAULT '',
     contenido LONGTEXT NOT NULL,
     ${money('ventas_espera', 'total')},
     unidades INT UNSIGNED NOT NULL,
     ${state('ventas_espera', 'estado', ['Abierta', 'Recuperada', 'Descartada', 'Vencida'], 'Abierta')},
     creada_en DATETIME NOT NULL,
     cerrada_en DATETIME NULL,
     cerrada_por INT UNSIGNED NULL,
     UNIQUE KEY uk_ventas_espera_uuid (uuid),
     KEY ix_ventas_espera_estado (estado, creada_en),
     CONSTRAINT fk_ventas_espera_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja),
     CONSTRAINT fk_ventas_espera_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario)`,
  ],
  [
    // What came in, was thrown away, put right or counted. A count is a draft until it is applied.
    'documentos_stock',
    `id_documento BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     ${state('documentos_stock', 'tipo', ['Ingreso', 'Ajuste', 'Merma', 'Conteo'])},
     ${state('documentos_stock', 'estado', ['Borrador', 'Aplicado', 'Descartado'])},
     proveedor VARCHAR(120) NULL,
     documento VARCHAR(60) NULL,
     motivo VARCHAR(300) NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_aprobacion BIGINT UNSIGNED NULL,
     creado_en DATETIME NOT NULL,
     aplicado_en DATETIME NULL,
     UNIQUE KEY uk_documentos_stock_uuid (uuid),
     KEY ix_documentos_stock_tipo (tipo, estado)`,
  ],
  [
    // `esperada`: the stock when a line was counted; sales made since do not change its difference.
    'detalles_stock',
    `id_documento BIGINT UNSIGNED NOT NULL,
     id_producto INT UNSIGNED NOT NULL,
     cantidad INT NOT NULL,
     costo_unitario BIGINT NULL,
     esperada INT NULL,
     PRIMARY KEY (id_documento, id_producto),
     CONSTRAINT ck_detalles_stock_costo CHECK (costo_unitario >= 0),
     CONSTRAINT fk_detalles_stock_documento FOREIGN KEY (id_documento) REFERENCES documentos_stock (id_documento),
     CONSTRAINT fk_detalles_stock_producto FOREIGN KEY (id_producto) REFERENCES productos (id_producto)`,
  ],
  [
    // Small pictures, decoded once: 24-bit colours, row by row, to be drawn as half blocks.
    'fotos_hijos',
    `id_hijo INT UNSIGNED NOT NULL PRIMARY KEY,
     ancho SMALLINT UNSIGNED NOT NULL,
     alto SMALLINT UNSIGNED NOT NULL,
     pixeles MEDIUMBLOB NOT NULL,
     imagen MEDIUMBLOB NOT NULL,
     tipo_imagen VARCHAR(20) NOT NULL,
     actualizada_en DATETIME(3) NOT NULL,
     CONSTRAINT fk_fotos_hijos_hijo FOREIGN KEY (id_hijo) REFERENCES hijos (id_hijo)`,
  ],
];

const COLUMNS: readonly (readonly [table: string, column: string, definition: string])[] = [
  ['usuarios', 'debe_cambiar', 'TINYINT(1) NOT NULL DEFAULT 0'],
  ['cajas', 'id_turno', 'INT UNSIGNED NULL'],
  ['cajas', 'ultimo_z', 'INT UNSIGNED NOT NULL DEFAULT 0'],
  ['turnos', 'cerrado_por', 'INT UNSIGNED NULL'],
  ['turnos', 'numero_z', 'INT UNSIGNED NULL'],
  ['turnos', 'esperado', 'BIGINT NULL'],
  ['turnos', 'contado', 'BIGINT NULL'],
  ['turnos', 'diferencia', 'BIGINT NULL'],
  ['turnos', 'motivo_diferencia', 'VARCHAR(300) NULL'],
  ['turnos', 'resumen', 'LONGTEXT NULL'],
  ['movimientos_tarjeta', 'id_recarga', 'BIGINT UNSIGNED NULL'],
  ['movimientos_tarjeta', 'id_devolucion', 'BIGINT UNSIGNED NULL'],
  ['movimientos_inventario', 'id_documento', 'BIGINT UNSIGNED NULL'],
  ['movimientos_inventario', 'id_devolucion', 'BIGINT UNSIGNED NULL'],
  ['trabajos_impresion', 'id_referencia', 'BIGINT UNSIGNED NULL'],
];

/** Values that a CHECK allows, as they were and as they are now. */
const CHECKS = [
  {
    table: 'movimientos_inventario',
    name: 'ck_movimientos_inventario_tipo_movimiento',
    before: `tipo_movimiento IN ('Inicial', 'Venta', 'Anulacion', 'Entrada', 'Ajuste', 'Devolucion')`,
    after: `tipo_movimiento IN ('Inicial', 'Venta', 'Anulacion', 'Entrada', 'Ajuste', 'Devolucion', 'Merma', 'Conteo')`,
  },
  {
    table: 'movimientos_tarjeta',
    name: 'ck_movimientos_tarjeta_tipo_movimiento',
    before: `tipo_movimiento IN ('Inicial', 'Recarga', 'Venta', 'Anulacion', 'Ajuste', 'Traspaso')`,
    after: `tipo_movimiento IN ('Inicial', 'Recarga', 'Venta', 'Anulacion', 'Devolucion', 'Ajuste', 'Traspaso')`,
  },
  {
    table: 'trabajos_impresion',
    name: 'ck_trabajos_impresion_tipo',
    before: `tipo IN ('ticket', 'factura', 'reimpresion', 'anulacion', 'prueba')`,
    after: `tipo IN ('ticket', 'factura', 'reimpresion', 'anulacion', 'prueba', 'recarga', 'devolucion', 'lectura_x', 'cierre_z', 'mov_caja')`,
  },
  {
    table: 'trabajos_impresion',
    name: 'ck_trabajos_impresion_venta',
    before: `tipo = 'prueba' OR id_venta IS NOT NULL`,
    after: `tipo = 'prueba' OR id_venta IS NOT NULL OR id_referencia IS NOT NULL`,
  },
] as const;

const checks = (which: 'before' | 'after') =>
  CHECKS.map((check) => ({ table: check.table, name: check.name, condition: check[which] }));

export const oficinaTablas = migration(
  '20261121100000_oficina_tablas',
  async (knex) => {
    await createTables(knex, TABLES);
    await addColumns(knex, COLUMNS);
    await setChecks(knex, checks('after'));
  },
  async (knex) => {
    await setChecks(knex, checks('before'));
    await dropTables(knex, TABLES);
    await addColumns(knex, COLUMNS, 'drop');
  },
);
