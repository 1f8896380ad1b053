/** The queue of mail, and what is told by it. */
export const mail = {
  columns: {
    created: 'Creado',
    kind: 'Aviso',
    to: 'A',
    state: 'Estado',
    attempts: 'Int.',
    detail: 'Detalle',
  },
  filters: { open: 'sin enviar', failed: 'fallidos', sent: 'enviados', all: 'todos' },
  shown: (filter: string, count: number) => `${filter}: ${count}`,
  counts: (due: number, failed: number, last: string) =>
    `Por enviar ahora: ${due}. Fallidos: ${failed}. Último envío: ${last}.`,
  late: (minutes: number) => `El más antiguo espera desde hace ${minutes} min: revise «pos notify».`,
  empty: 'No hay correos con este filtro: F2 lo cambia.',
  hint: 'Los correos salen con «pos notify»; aquí se ve cómo van y se reintenta lo que falló.',
  next: (time: string) => `próx. ${time}`,
  noRetry: 'Este correo no espera nada: no hay qué reintentar.',
  noneFailed: 'Ningún correo falló.',
  retryAll: (count: number) =>
    count === 1
      ? '¿Poner otra vez en la cola el correo que falló?'
      : `¿Poner otra vez en la cola los ${count} correos que fallaron?`,
  labels: {
    to: 'A',
    subject: 'Asunto',
    kind: 'Aviso',
    state: 'Estado',
    attempts: 'Intentos',
    created: 'Creado',
    sent: 'Enviado',
    next: 'Próximo intento',
    reason: 'Motivo',
  },
  settings: {
    on: 'Avisar',
    to: 'A quién',
    toHint: 'direcciones con comas; vacío: a quien corresponde',
    copiesHint: 'copias además del cliente, con comas; vacío: solo el cliente',
    hour: 'Hora',
    hourHint: 'HH:MM: juntar y enviar una vez por día; vacío: enseguida',
    dailyHint: 'HH:MM de cada día',
    limits: {
      saldo_bajo: 'Debajo de Gs.',
      diferencia_turno: 'Más de Gs.',
      ingresos_fallidos: 'Fallos seguidos',
      impresion_detenida: 'Minutos',
    },
    saved: (kind: string) => `Guardado: ${kind}.`,
    hint: 'Qué se avisa por correo, a quién y cuándo; Enter cambia la fila marcada.',
  },
};
