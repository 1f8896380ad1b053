import { usuarios } from './20260109100000_usuarios.ts';
import { catalogo } from './20260109100100_catalogo.ts';
import { personas } from './20260109100200_personas.ts';
import { cajas } from './20260109100300_cajas.ts';
import { ventas } from './20260109100400_ventas.ts';
import { movimientos } from './20260109100500_movimientos.ts';
import { disparadores, funciones, procedimientos } from './20260109100600_rutinas.ts';
import { auditoria } from './20260109100900_auditoria.ts';
import { vistas } from './20260109101000_vistas.ts';
import { oficinaTablas } from './20261121100000_oficina_tablas.ts';
import { oficinaActor } from './20261121100100_oficina_actor.ts';
import { oficinaVistas } from './20261121100200_oficina_vistas.ts';
import { limites } from './20261121110100_limites.ts';
import { ingreso } from './20261121110110_ingreso.ts';
import { personasOficina } from './20261121110120_personas_oficina.ts';
import { productos } from './20261121110200_productos.ts';
import { stock, stockAnterior } from './20261121110210_stock.ts';
import { productosVistas } from './20261121110230_productos_vistas.ts';
import { familias } from './20261121110300_familias.ts';
import { familiasVistas } from './20261121110310_familias_vistas.ts';
import { tarjetas } from './20261121110400_tarjetas.ts';
import { tablero } from './20261121110410_tablero.ts';
import { turnos } from './20261121110500_turnos.ts';
import { oficinaAuditoria } from './20261121110590_oficina_auditoria.ts';
import { ventaSegunda } from './20261121110600_venta_segunda.ts';
import { devoluciones } from './20261121110610_devoluciones.ts';
import { ventasEspera } from './20261121110620_ventas_espera.ts';
import { importaciones } from './20261121110700_importaciones.ts';
import { reimpresion } from './20261121110900_reimpresion.ts';
import { recuperarAcceso } from './20261121110910_recuperar_acceso.ts';
import { diaNegocio } from './20261126100100_dia_negocio.ts';
import { resumenInicial, resumenVentas } from './20261126100200_resumen_ventas.ts';
import { informes } from './20261126100300_informes.ts';
import { avisosTablas } from './20261126200100_avisos_tablas.ts';
import { avisosRutinas } from './20261126200110_avisos_rutinas.ts';
import { facturaTablas } from './20261126300000_factura_tablas.ts';
import { facturas } from './20261126300100_facturas.ts';
import { facturaPapel } from './20261126300200_factura_papel.ts';
import { cajasActivas } from './20261126400100_cajas_activas.ts';
import { integraciones } from './20261126500000_integraciones.ts';
import { avisosWeb } from './20261126500100_avisos_web.ts';
import { cajasCuentas } from './20261126600100_cajas_cuentas.ts';
import { ventaTercera } from './20261126900000_venta_tercera.ts';
import { tableroAnuladas } from './20261126900200_tablero_anuladas.ts';
import { correoLimpieza } from './20261126900300_correo_limpieza.ts';
import { comercio } from './20261126910000_comercio.ts';
import { ventasAnuladas } from './20261126920000_ventas_anuladas.ts';
import { correoAnterior } from './20261126920100_correo_anterior.ts';
import { medios } from './20261126930000_medios.ts';
import { facturaDeAnulada } from './20261126940000_factura_de_anulada.ts';
import { numerosPorAmbiente } from './20261126950000_numeros_por_ambiente.ts';
import type { Migration } from './steps.ts';

export type { Migration };

/** Every migration, oldest first. Released ones never change: a correction is a new one at the end. */
export const migrations: readonly Migration[] = [
  usuarios,
  catalogo,
  personas,
  cajas,
  ventas,
  movimientos,
  funciones,
  procedimientos,
  disparadores,
  auditoria,
  vistas,
  oficinaTablas,
  oficinaActor,
  oficinaVistas,
  limites,
  ingreso,
  personasOficina,
  productos,
  stock,
  stockAnterior,
  productosVistas,
  familias,
  familiasVistas,
  tarjetas,
  tablero,
  turnos,
  oficinaAuditoria,
  ventaSegunda,
  devoluciones,
  ventasEspera,
  importaciones,
  reimpresion,
  recuperarAcceso,
  diaNegocio,
  resumenVentas,
  informes,
  avisosTablas,
  avisosRutinas,
  facturaTablas,
  facturas,
  facturaPapel,
  cajasActivas,
  integraciones,
  avisosWeb,
  cajasCuentas,
  ventaTercera,
  resumenInicial,
  tableroAnuladas,
  correoLimpieza,
  comercio,
  ventasAnuladas,
  correoAnterior,
  medios,
  facturaDeAnulada,
  numerosPorAmbiente,
];
