import { state, tableMigration } from './steps.ts';

/** Who works here, and the store's own settings. The first step also sets the database's collation. */
export const usuarios = tableMigration(
  '20260109100000_usuarios',
  [
    [
      'ajustes',
      `clave VARCHAR(40) NOT NULL PRIMARY KEY,
       valor VARCHAR(500) NULL`,
    ],
    [
      'usuarios',
      `id_usuario INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
       usuario VARCHAR(40) NOT NULL,
       nombre VARCHAR(120) NOT NULL,
       email VARCHAR(190) NOT NULL,
       contrasena VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
       pin VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
       ${state('usuarios', 'rol', ['admin', 'gerente', 'cajero'])},
       ${state('usuarios', 'estado', ['Activo', 'Inactivo'], 'Activo')},
       UNIQUE KEY uk_usuarios_usuario (usuario),
       UNIQUE KEY uk_usuarios_email (email),
       KEY ix_usuarios_rol (rol)`,
    ],
    [
      'sesiones',
      `token_hash CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
       id_usuario INT UNSIGNED NOT NULL,
       creada_en DATETIME NOT NULL,
       vence_en DATETIME NOT NULL,
       KEY ix_sesiones_vence_en (vence_en),
       CONSTRAINT fk_sesiones_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario)`,
    ],
    [
      'intentos_acceso',
      `clave VARCHAR(200) NOT NULL PRIMARY KEY,
       fallos INT UNSIGNED NOT NULL,
       ultimo_fallo DATETIME(3) NOT NULL,
       KEY ix_intentos_acceso_ultimo_fallo (ultimo_fallo)`,
    ],
    [
      'auditoria',
      `id_auditoria BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
       fecha_utc DATETIME(3) NOT NULL,
       id_usuario INT UNSIGNED NULL,
       cuenta VARCHAR(300) NOT NULL,
       tabla VARCHAR(40) NOT NULL,
       id_registro VARCHAR(190) NOT NULL,
       accion VARCHAR(20) NOT NULL,
       antes LONGTEXT NULL,
       despues LONGTEXT NULL,
       KEY ix_auditoria_fecha_utc (fecha_utc),
       KEY ix_auditoria_registro (tabla, id_registro)`,
    ],
  ],
  ['ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci'],
);
