import { routineMigration } from './steps.ts';

/** Functions that others build on come first: tables exist, nothing else is needed. */
export const funciones = routineMigration('20260109100600_funciones', [
  'calcular_iva',
  'validar_email',
  'verificar_stock',
  'ahora_local',
  'rol_de',
  'espera_acceso',
  'copia_siguiente',
]);

export const procedimientos = routineMigration('20260109100700_procedimientos', [
  'sp_rechazar',
  'sp_validar_lineas',
  'sp_rechazar_lineas',
  'sp_validar_restricciones',
  'sp_validar_pagos',
  'sp_guardar_detalle',
  'sp_guardar_confirmaciones',
  'sp_venta_repetida',
  'sp_registrar_venta',
  'sp_anular_venta',
  'sp_actualizar_stock',
  'sp_actualizar_saldo',
  'sp_credencial',
  'sp_anotar_intento',
  'sp_abrir_sesion',
  'sp_usuario_de_sesion',
  'sp_cerrar_sesion',
  'sp_reimprimir',
  'sp_imprimir_prueba',
  'sp_decidir_trabajo',
  'sp_trabajos_recuperar',
  'sp_trabajo_tomar',
  'sp_trabajo_terminar',
]);

export const disparadores = routineMigration('20260109100800_disparadores', [
  'trigger_notificar_venta_realizada',
  'trigger_cuidar_producto',
  'trigger_fechar_producto',
  'trigger_stock_inicial',
  'trigger_cuidar_tarjeta',
  'trigger_saldo_inicial',
  'trigger_cuidar_venta',
  'trigger_validar_cliente',
  'trigger_validar_cliente_nuevo',
  'trigger_validar_usuario',
  'trigger_validar_usuario_nuevo',
  'trigger_codigos_barra_nuevo',
  'trigger_codigos_barra_cambiado',
  'trigger_codigos_barra_quitado',
  'trigger_productos_alergenos_nuevo',
  'trigger_productos_alergenos_cambiado',
  'trigger_productos_alergenos_quitado',
  'trigger_categoria_cambiada',
]);
