import type { Knex } from 'knex';
import { COLLATION } from '../../../migrations/modes.ts';
import type { ServerSecrets } from './private-server-files.ts';

/** Accounts of a private server. */
export const OWNER_ACCOUNT = 'pos_duenio';
export const TILL_ACCOUNT = 'pos_caja';
/** What reports are read with: it can change nothing. */
export const READER_ACCOUNT = 'pos_informes';
/** Owns nothing and sees nothing: it marks who uses the server and can stop it. */
export const KEEPER_ACCOUNT = 'pos_guardia';
export const PRIVATE_DATABASE = 'pos';

/**
 * Statements that each start of a private server runs before it takes connections, one a line: MariaDB and MySQL
 * read them with `--init-file`. The owner has every database whose name begins with `pos`: the store's, and
 * those that a restore or a demonstration makes beside it.
 */
export const accountStatements = (secrets: ServerSecrets, kind: 'mariadb' | 'mysql'): string => {
  const account = (name: string, password: string): string[] => [
    `CREATE USER IF NOT EXISTS '${name}'@'localhost' IDENTIFIED BY '${password}';`,
    `ALTER USER '${name}'@'localhost' IDENTIFIED BY '${password}';`,
  ];
  return [
    ...account(OWNER_ACCOUNT, secrets.owner),
    `GRANT ALL PRIVILEGES ON \`pos%\`.* TO '${OWNER_ACCOUNT}'@'localhost' WITH GRANT OPTION;`,
    ...account(TILL_ACCOUNT, secrets.till),
    ...account(READER_ACCOUNT, secrets.reader),
    ...account(KEEPER_ACCOUNT, secrets.keeper),
    `GRANT SHUTDOWN ON *.* TO '${KEEPER_ACCOUNT}'@'localhost';`,
    // MySQL makes a root without a password; MariaDB's is tied to the system user that made the server.
    ...(kind === 'mysql'
      ? [`ALTER USER 'root'@'localhost' IDENTIFIED BY '${secrets.keeper}${secrets.owner}';`]
      : []),
    `CREATE DATABASE IF NOT EXISTS \`${PRIVATE_DATABASE}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION};`,
    '',
  ].join('\n');
};

export interface TillAccount {
  readonly database: string;
  readonly user: string;
  /** `localhost` over a socket; `%` or an address otherwise. */
  readonly host: string;
  /** Makes the account, or gives it this password; without one it must exist. */
  readonly password?: string;
}

/**
 * What a till calls. The others are parts of these, which would write half a sale if called alone, and those that a
 * manager's commands need: an account can name any manager, so what it may not do must not be granted.
 */
export const TILL_ROUTINES = [
  'sp_anunciar_caja',
  'sp_despedir_caja',
  'sp_registrar_venta',
  'sp_anular_venta',
  'sp_devolver_venta',
  'sp_estacionar_venta',
  'sp_recuperar_venta',
  'sp_descartar_venta_espera',
  'sp_credencial',
  'sp_ingresar',
  'sp_sesion',
  'sp_cerrar_sesion',
  'sp_aprobar',
  'sp_crear_usuario',
  'sp_actualizar_usuario',
  'sp_cambiar_clave',
  'sp_restablecer_clave',
  'sp_desbloquear_usuario',
  'sp_actualizar_limites',
  'sp_reimprimir_papel',
  'sp_imprimir_prueba',
  'sp_decidir_trabajo',
  'sp_trabajos_recuperar',
  'sp_trabajo_tomar',
  'sp_trabajo_terminar',
  'sp_crear_producto',
  'sp_actualizar_producto',
  'sp_estado_producto',
  'sp_crear_categoria',
  'sp_actualizar_categoria',
  'sp_crear_alergeno',
  'sp_actualizar_alergeno',
  'sp_quitar_alergeno',
  'sp_ingresar_stock',
  'sp_ajustar_stock',
  'sp_registrar_merma',
  'sp_abrir_ingreso',
  'sp_anotar_ingreso',
  'sp_aplicar_ingreso',
  'sp_descartar_ingreso',
  'sp_abrir_conteo',
  'sp_contar',
  'sp_aplicar_conteo',
  'sp_descartar_conteo',
  'sp_consultar_stock',
  'sp_abrir_turno',
  'sp_mover_caja',
  'sp_leer_turno',
  'sp_imprimir_lectura',
  'sp_cerrar_turno',
  'sp_reimprimir_cierre',
  'sp_actualizar_ajuste',
  'sp_crear_caja',
  'sp_actualizar_caja',
  'sp_crear_medio',
  'sp_actualizar_medio',
  'sp_crear_cliente',
  'sp_actualizar_cliente',
  'sp_crear_hijo',
  'sp_actualizar_hijo',
  'sp_crear_restriccion',
  'sp_actualizar_restriccion',
  'sp_guardar_foto',
  'sp_quitar_foto',
  'sp_crear_tarjeta',
  'sp_recargar_tarjeta',
  'sp_bloquear_tarjeta',
  'sp_desbloquear_tarjeta',
  'sp_actualizar_tarjeta',
  'sp_reemplazar_tarjeta',
  'sp_actualizar_saldo',
  'sp_tablero',
  'sp_imprimir_informe',
  'sp_enviar_informe',
  'sp_abrir_importacion',
  'sp_agregar_filas',
  'sp_planear_importacion',
  'sp_cambios_importacion',
  'sp_problemas_importacion',
  'sp_aplicar_importacion',
  'sp_descartar_importacion',
  'sp_crear_integracion',
  'sp_revocar_integracion',
  'sp_ingresar_integracion',
  'sp_crear_suscripcion',
  'sp_estado_suscripcion',
  'sp_probar_suscripcion',
  'sp_tomar_entregas',
  'sp_terminar_entrega',
  'sp_reintentar_entregas',
  'sp_limpiar_eventos',
  'sp_configurar_factura',
  'sp_firmar_factura',
  'sp_reenviar_factura',
  'sp_reemitir_factura',
  'sp_tomar_nota',
  'sp_pedir_cancelacion',
  'sp_pedir_inutilizacion',
  'sp_tomar_remitente',
  'sp_dejar_remitente',
  'sp_asentar_facturas',
  'sp_asentar_evento',
  'sp_avisos_preparar',
  'sp_correos_tomar',
  'sp_correo_terminar',
  'sp_correo_reintentar',
  'sp_correos_limpiar',
  'sp_actualizar_aviso',
] as const;

/** What reports are made of: sums and names, and no way to change one. */
export const REPORT_VIEWS = [
  'v_resumen_ventas',
  'v_informe_ajustes_saldo',
  'v_informe_anulaciones',
  'v_informe_restricciones',
  'v_informe_turnos',
  'v_devoluciones',
  'v_fichas_producto',
  'v_fichas_tarjeta',
  'v_clientes',
  'v_medios_pago',
  'v_productos',
  'v_usuarios',
] as const;

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Knex takes a backslash for its own escape. */
const run = async (owner: Knex, sql: string, bindings: readonly string[]): Promise<void> => {
  await owner.raw(sql.replaceAll('\\', '\\\\'), [...bindings]);
};

const grantViews = async (
  owner: Knex,
  { database, user, host }: Omit<TillAccount, 'password'>,
  views: readonly string[],
): Promise<void> => {
  for (const view of views)
    await run(owner, `GRANT SELECT ON ${quoted(database)}.${quoted(view)} TO ?@?`, [user, host]);
};

/**
 * Gives the till's account what a till may do, and no more: EXECUTE {@link TILL_ROUTINES} and SELECT the views `v_*` of
 * one database. Run after each migration, because new views need new grants. Needs an owner with GRANT OPTION.
 */
export const provisionTill = async (owner: Knex, account: TillAccount): Promise<void> => {
  const { database, user, host, password } = account;
  if (password !== undefined) {
    await run(owner, 'CREATE USER IF NOT EXISTS ?@? IDENTIFIED BY ?', [user, host, password]);
    await run(owner, 'ALTER USER ?@? IDENTIFIED BY ?', [user, host, password]);
  }
  for (const routine of TILL_ROUTINES)
    await run(owner, `GRANT EXECUTE ON PROCEDURE ${quoted(database)}.${quoted(routine)} TO ?@?`, [
      user,
      host,
    ]);
  const views: { name: string }[] = await owner
    .select({ name: 'TABLE_NAME' })
    .from('information_schema.VIEWS')
    .where('TABLE_SCHEMA', database)
    .where('TABLE_NAME', 'like', 'v\\_%');
  await grantViews(
    owner,
    account,
    views.map(({ name }) => name),
  );
};

/** Gives the account of reports SELECT on {@link REPORT_VIEWS}, and nothing else. Needs an owner with GRANT OPTION. */
export const provisionReader = (owner: Knex, account: Omit<TillAccount, 'password'>): Promise<void> =>
  grantViews(owner, account, REPORT_VIEWS);
