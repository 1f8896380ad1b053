import { money, state, tableMigration } from './steps.ts';

/** Tills, shifts and means of payment. */
export const cajas = tableMigration('20260109100300_cajas', [
  [
    'cajas',
    `id_caja INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     codigo CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
     nombre VARCHAR(80) NOT NULL,
     ultimo_numero INT UNSIGNED NOT NULL DEFAULT 0,
     activo TINYINT(1) NOT NULL DEFAULT 1,
     UNIQUE KEY uk_cajas_codigo (codigo),
     CONSTRAINT ck_cajas_codigo CHECK (codigo REGEXP '^[0-9]{3}$')`,
  ],
  [
    'turnos',
    `id_turno INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     id_caja INT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     abierto_en DATETIME NOT NULL,
     cerrado_en DATETIME NULL,
     ${money('turnos', 'fondo_inicial', 'NOT NULL DEFAULT 0')},
     ${state('turnos', 'estado', ['Abierto', 'Cerrado'], 'Abierto')},
     KEY ix_turnos_caja (id_caja, estado),
     KEY ix_turnos_usuario (id_usuario),
     CONSTRAINT fk_turnos_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja),
     CONSTRAINT fk_turnos_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario)`,
  ],
  [
    'medios_pago',
    `id_medio INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     codigo VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
     nombre VARCHAR(40) NOT NULL,
     activo TINYINT(1) NOT NULL DEFAULT 1,
     permite_factura TINYINT(1) NOT NULL DEFAULT 1,
     es_efectivo TINYINT(1) NOT NULL DEFAULT 0,
     pide_referencia TINYINT(1) NOT NULL DEFAULT 0,
     es_tarjeta_estudiantil TINYINT(1) NOT NULL DEFAULT 0,
     orden SMALLINT UNSIGNED NOT NULL DEFAULT 0,
     UNIQUE KEY uk_medios_pago_codigo (codigo),
     UNIQUE KEY uk_medios_pago_nombre (nombre)`,
  ],
]);
