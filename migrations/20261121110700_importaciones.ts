import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, state } from './steps.ts';

const BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** What planning says of each row: which record it is, what it does to it, and what stands in the way. */
const PLANNED = `
  accion VARCHAR(6) ${BIN} NULL,
  antes LONGTEXT NULL,
  despues LONGTEXT NULL,
  problema VARCHAR(300) NULL,
  aviso VARCHAR(300) NULL`;

const row = (table: string): string =>
  `id_importacion BIGINT UNSIGNED NOT NULL,
   linea INT UNSIGNED NOT NULL,
   CONSTRAINT fk_${table}_importacion FOREIGN KEY (id_importacion) REFERENCES importaciones (id_importacion) ON DELETE CASCADE`;

/** An import, and the rows of its file while it is open: they are gone when it has been applied or was given up. */
const TABLES: readonly (readonly [name: string, body: string])[] = [
  [
    'importaciones',
    `id_importacion BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     uuid CHAR(36) ${BIN} NOT NULL,
     ${state('importaciones', 'tipo', ['Productos', 'Familias', 'Stock'])},
     ${state('importaciones', 'estado', ['Abierta', 'Aplicada'], 'Abierta')},
     archivo VARCHAR(200) NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_aprobacion BIGINT UNSIGNED NULL,
     huella CHAR(64) ${BIN} NULL,
     altas INT UNSIGNED NOT NULL DEFAULT 0,
     cambios INT UNSIGNED NOT NULL DEFAULT 0,
     iguales INT UNSIGNED NOT NULL DEFAULT 0,
     creada_en DATETIME NOT NULL,
     aplicada_en DATETIME NULL,
     UNIQUE KEY uk_importaciones_uuid (uuid),
     KEY ix_importaciones_estado (estado, creada_en)`,
  ],
  [
    'importaciones_productos',
    `${row('importaciones_productos')},
     codigo VARCHAR(40) ${BIN} NOT NULL,
     nombre VARCHAR(120) NULL,
     descripcion VARCHAR(500) NULL,
     categoria VARCHAR(80) NULL,
     precio_compra BIGINT NULL,
     precio_venta BIGINT NULL,
     tasa_iva TINYINT UNSIGNED NULL,
     stock_minimo INT NULL,
     vende_sin_stock TINYINT(1) NULL,
     frecuente SMALLINT UNSIGNED NULL,
     activo TINYINT(1) NULL,
     con_codigos TINYINT(1) NOT NULL DEFAULT 0,
     con_alergenos TINYINT(1) NOT NULL DEFAULT 0,
     codigos_barra TEXT ${BIN} NULL,
     alergenos TEXT ${BIN} NULL,
     id_producto INT UNSIGNED NULL,
     id_categoria INT UNSIGNED NULL,
     cambio_precio BIGINT NULL,
     ${PLANNED},
     PRIMARY KEY (id_importacion, linea),
     UNIQUE KEY uk_importaciones_productos_codigo (id_importacion, codigo),
     KEY ix_importaciones_productos_producto (id_importacion, id_producto)`,
  ],
  [
    'importaciones_codigos',
    `${row('importaciones_codigos')},
     codigo VARCHAR(40) ${BIN} NOT NULL,
     PRIMARY KEY (id_importacion, codigo),
     KEY ix_importaciones_codigos_linea (id_importacion, linea)`,
  ],
  [
    // `orden`: 0 for a product's, otherwise the place of the restriction in its row.
    'importaciones_alergenos',
    `${row('importaciones_alergenos')},
     orden TINYINT UNSIGNED NOT NULL DEFAULT 0,
     codigo VARCHAR(20) ${BIN} NOT NULL,
     PRIMARY KEY (id_importacion, linea, orden, codigo)`,
  ],
  [
    'importaciones_familias',
    `${row('importaciones_familias')},
     grupo INT UNSIGNED NOT NULL,
     estudiante INT UNSIGNED NULL,
     documento VARCHAR(30) ${BIN} NULL,
     nombre VARCHAR(80) NULL,
     apellido VARCHAR(80) NULL,
     email VARCHAR(190) NULL,
     telefono VARCHAR(40) NULL,
     estudiante_nombre VARCHAR(80) NULL,
     estudiante_apellido VARCHAR(80) NULL,
     grado VARCHAR(40) NULL,
     nro_tarjeta VARCHAR(40) ${BIN} NULL,
     limite_diario BIGINT NULL,
     fecha_vencimiento VARCHAR(10) NULL,
     saldo_inicial BIGINT NULL,
     id_cliente INT UNSIGNED NULL,
     id_hijo INT UNSIGNED NULL,
     id_tarjeta INT UNSIGNED NULL,
     primera TINYINT(1) NOT NULL DEFAULT 0,
     ${PLANNED},
     PRIMARY KEY (id_importacion, linea),
     UNIQUE KEY uk_importaciones_familias_tarjeta (id_importacion, nro_tarjeta),
     KEY ix_importaciones_familias_grupo (id_importacion, grupo),
     KEY ix_importaciones_familias_estudiante (id_importacion, estudiante),
     KEY ix_importaciones_familias_hijo (id_importacion, id_hijo)`,
  ],
  [
    'importaciones_restricciones',
    `${row('importaciones_restricciones')},
     orden TINYINT UNSIGNED NOT NULL,
     tipo_restriccion VARCHAR(120) NOT NULL,
     descripcion VARCHAR(300) NOT NULL DEFAULT '',
     severidad VARCHAR(12) NOT NULL,
     bloqueante TINYINT(1) NOT NULL,
     alergenos TEXT ${BIN} NULL,
     id_restriccion INT UNSIGNED NULL,
     accion VARCHAR(6) ${BIN} NULL,
     antes LONGTEXT NULL,
     PRIMARY KEY (id_importacion, linea, orden),
     CONSTRAINT ck_importaciones_restricciones_severidad CHECK (severidad IN ('Leve', 'Moderada', 'Severa'))`,
  ],
  [
    'importaciones_stock',
    `${row('importaciones_stock')},
     codigo VARCHAR(40) ${BIN} NOT NULL,
     cantidad INT NOT NULL,
     costo BIGINT NULL,
     id_producto INT UNSIGNED NULL,
     diferencia INT NULL,
     ${PLANNED},
     PRIMARY KEY (id_importacion, linea),
     UNIQUE KEY uk_importaciones_stock_codigo (id_importacion, codigo)`,
  ],
];

const ROUTINES = [
  'sp_importacion_abierta',
  'sp_abrir_importacion',
  'sp_filas_productos',
  'sp_filas_familias',
  'sp_filas_stock',
  'sp_agregar_filas',
  'sp_planear_productos',
  'sp_planear_familias',
  'sp_planear_stock',
  'sp_resumir_importacion',
  'sp_planear_importacion',
  'sp_aplicar_productos',
  'sp_aplicar_personas',
  'sp_aplicar_familias',
  'sp_aplicar_stock',
  'sp_aplicar_importacion',
  'sp_cambios_importacion',
  'sp_problemas_importacion',
  'sp_descartar_importacion',
];

/** Files of products, families and stock: staged in pieces, planned, and applied whole. */
export const importaciones = migration(
  '20261121110700_importaciones',
  async (knex) => {
    await createTables(knex, TABLES);
    await createRoutines(knex, ROUTINES.map(readSql));
  },
  async (knex) => {
    await dropRoutines(knex, ROUTINES.map(readSql));
    await dropTables(knex, TABLES);
  },
);
