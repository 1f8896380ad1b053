import { view, viewMigration } from './steps.ts';

/** The family as the back office reads it: inactive people and restrictions, too. */
export const familiasVistas = viewMigration('20261121110310_familias_vistas', [
  view(
    'v_clientes',
    `SELECT c.id_cliente, c.nombre, c.apellido, TRIM(CONCAT(c.nombre, ' ', c.apellido)) AS cliente, c.email, c.telefono,
       REPLACE(REPLACE(REPLACE(REPLACE(c.telefono, ' ', ''), '-', ''), '(', ''), ')', '') AS telefono_junto,
       c.documento, c.tipo_cliente, c.estado,
       (SELECT COUNT(*) FROM hijos h WHERE h.id_cliente_responsable = c.id_cliente AND h.activo = 1) AS hijos,
       (SELECT COUNT(*) FROM tarjetas t JOIN hijos h ON h.id_hijo = t.id_hijo
        WHERE h.id_cliente_responsable = c.id_cliente AND t.estado = 'Activa') AS tarjetas_activas,
       (SELECT CAST(COALESCE(SUM(t.saldo_actual), 0) AS SIGNED) FROM tarjetas t JOIN hijos h ON h.id_hijo = t.id_hijo
        WHERE h.id_cliente_responsable = c.id_cliente) AS saldo
     FROM clientes c`,
  ),
  view(
    'v_hijos',
    `SELECT h.id_hijo, h.id_cliente_responsable AS id_cliente, h.nombre, h.apellido,
       TRIM(CONCAT(h.nombre, ' ', h.apellido)) AS hijo, h.grado, h.foto_perfil, h.activo,
       EXISTS (SELECT 1 FROM fotos_hijos f WHERE f.id_hijo = h.id_hijo) AS con_foto,
       TRIM(CONCAT(c.nombre, ' ', c.apellido)) AS cliente, c.estado AS estado_cliente
     FROM hijos h JOIN clientes c ON c.id_cliente = h.id_cliente_responsable`,
  ),
  view(
    'v_restricciones_hijos',
    `SELECT r.id_restriccion, r.id_hijo, r.tipo_restriccion, r.descripcion, r.severidad, r.bloqueante, r.activo
     FROM restricciones_hijos r`,
  ),
  view(
    'v_restricciones_hijos_alergenos',
    `SELECT ra.id_restriccion, ra.id_alergeno, a.nombre AS alergeno, r.id_hijo
     FROM restricciones_alergenos ra
     JOIN restricciones_hijos r ON r.id_restriccion = ra.id_restriccion
     JOIN alergenos a ON a.id_alergeno = ra.id_alergeno`,
  ),
  view(
    'v_fotos_hijos',
    'SELECT id_hijo, ancho, alto, pixeles, imagen, tipo_imagen, actualizada_en FROM fotos_hijos',
  ),
]);
