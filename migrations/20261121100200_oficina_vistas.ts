import { views as former } from './20260109101000_vistas.ts';
import { view, viewMigration } from './steps.ts';

const JOBS = 'v_trabajos_impresion';

/** What every page needs: who may do what, how far, and what a print job is about. */
export const oficinaVistas = viewMigration(
  '20261121100200_oficina_vistas',
  [
    view('v_permisos', 'SELECT permiso, rol FROM permisos'),
    view('v_limites_rol', 'SELECT rol, descuento_maximo, cambio_precio_maximo FROM limites_rol'),
    view(
      JOBS,
      `SELECT t.id_trabajo, t.id_caja, t.tipo, t.id_venta, t.id_referencia, v.numero_venta, t.copia, t.estado,
         t.intentos, t.causa, t.creado_en, t.proximo_intento, t.terminado_en
       FROM trabajos_impresion t LEFT JOIN ventas v ON v.id_venta = t.id_venta`,
    ),
  ],
  former.filter((text) => text.startsWith(`CREATE VIEW ${JOBS} `)),
);
