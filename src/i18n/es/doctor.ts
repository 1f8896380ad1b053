/** `pos doctor`: what was looked at, what it means, what to do. */
export const doctor = {
  states: { ok: 'bien', warn: 'aviso', fail: 'FALLA', skip: 'sin revisar' },
  remedy: 'Remedio:',
  summary: (fails: number, warnings: number) =>
    fails > 0
      ? `${fails} ${fails === 1 ? 'falla' : 'fallas'} y ${warnings} ${warnings === 1 ? 'aviso' : 'avisos'}: la caja no está lista para vender.`
      : warnings > 0
        ? `Lista para vender, con ${warnings} ${warnings === 1 ? 'aviso' : 'avisos'}.`
        : 'Todo en orden: lista para vender.',
  runtime: {
    name: 'Node',
    good: 'alcanza para todo el programa',
    old: 'es anterior a la 24 y faltan funciones que el programa usa',
    oldRemedy: 'abra el programa con «pos», que elige su propio Node, o instale Node 24 o posterior',
  },
  config: {
    name: 'Configuración',
    defaults: 'valores por omisión',
    meaning: 'de aquí salen la base, la caja y la impresora',
  },
  terminal: {
    name: 'Terminal',
    none: 'no hay',
    noneMeaning: 'las órdenes funcionan; la pantalla de ventas necesita una terminal',
    noneRemedy: 'abra «pos» en una terminal de 80 × 24 o más',
    size: (columns: number, rows: number) => `${columns} × ${rows}`,
    good: 'la pantalla de ventas entra',
    small: 'la pantalla de ventas no entra: necesita 80 × 24',
    smallRemedy: 'agrande la ventana o reduzca la letra',
  },
  home: {
    name: 'Directorio de datos',
    good: 'solo usted puede leerlo',
    open: 'otros usuarios de esta máquina pueden leerlo',
    openRemedy: (path: string) => `ejecute «chmod 700 ${path}»`,
    missing: 'todavía no existe; se crea al abrir la caja',
    unusable: 'no se puede escribir en él',
    unusableRemedy: 'revise su dueño y sus permisos, o elija otro con POS_HOME',
  },
  disk: {
    name: 'Espacio en disco',
    free: (megabytes: string) => `${megabytes} MB libres`,
    good: 'alcanza',
    low: 'con el disco lleno la base deja de guardar ventas',
    lowRemedy: 'libere espacio: hace falta 1 GB como mínimo',
  },
  database: {
    name: 'Base de datos',
    good: 'responde',
    refused: 'no se puede vender sin ella',
    refusedRemedy:
      'revise que el servidor esté en marcha («pos db status») y la dirección de POS_DATABASE_URL',
  },
  migrations: {
    name: 'Esquema',
    current: 'al día',
    good: 'es el de esta versión del programa',
    pendingRemedy: 'ejecute «pos db migrate»',
  },
  durability: {
    name: 'Durabilidad',
    safe: 'cada venta llega al disco',
    good: 'una venta confirmada sobrevive a un corte de luz',
    unsafeMeaning: 'un corte de luz puede perder las últimas ventas confirmadas',
    unsafeRemedy: 'ponga innodb_flush_log_at_trx_commit=1 (y sync_binlog=1 si hay binlog) en el servidor',
  },
  clock: {
    name: 'Reloj',
    apart: (seconds: number) => `diferencia de ${seconds} s con la base`,
    good: 'la base y esta máquina tienen la misma hora',
    bad: 'tickets y cierres llevarían una hora equivocada',
    badRemedy: 'active la sincronización horaria en las dos máquinas',
  },
  ledgers: {
    name: 'Stock y saldos',
    sound: 'cuadran',
    good: 'cada stock y cada saldo es la suma de sus movimientos',
    differences: (products: number, cards: number) => `no cuadran ${products} productos y ${cards} tarjetas`,
    bad: 'alguien cambió la base por fuera del programa',
    badRemedy: 'no lo corrija a mano: guarde una copia y compare con la auditoría',
    unread: 'sin revisar',
    unreadMeaning: 'solo la cuenta dueña puede leer los movimientos',
    unreadRemedy: 'pase POS_DATABASE_OWNER_URL para revisarlo',
  },
  store: {
    name: 'Comercio',
    good: 'datos propios',
    demo: 'datos de demostración',
    demoMeaning: 'las contraseñas son públicas: sirve para probar, no para vender',
    demoRemedy: 'para vender use otra base: otro POS_HOME u otra POS_DATABASE_URL',
    empty: 'sin usuarios',
    emptyMeaning: 'nadie puede iniciar sesión',
    emptyRemedy: 'para probar ejecute «pos --demo»',
    meaning: (users: number) => `${users} usuarios activos`,
  },
  till: {
    name: 'Caja',
    good: 'existe; las ventas se numeran en ella',
    bad: 'no existe en esta base',
    badRemedy: (known: string) => `elija una con POS_TILL: ${known}`,
  },
  printer: {
    name: 'Impresora',
    good: 'la configuración se entiende; «pos print test» imprime una prueba',
    bad: 'la configuración no se entiende; las ventas se guardan pero no se imprimen',
  },
  queue: {
    name: 'Cola de impresión',
    empty: 'vacía',
    good: 'todo está en papel',
    waiting: (count: number) => `${count} en espera`,
    waitingMeaning: 'se imprimen cuando la pantalla de ventas está abierta y la impresora responde',
    waitingRemedy: 'revise «pos print queue»',
    uncertain: (count: number) => `${count} sin confirmar`,
    uncertainMeaning: 'no se sabe si salieron en papel',
    uncertainRemedy: 'mírelos con «pos print queue» y decida con «pos print retry» o «pos print settle»',
  },
};
