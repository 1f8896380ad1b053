import type { PrintFault } from '../../domain/print-fault.ts';

/** Why a ticket is not on paper: what is wrong and what to do, in a sentence that fits the screen's message line. */
const faults: Record<PrintFault, string> = {
  SIN_PUERTO: 'La impresora no está conectada: enchúfela; el ticket queda en cola y sale solo.',
  SIN_PERMISO:
    'Falta permiso para usar el puerto: agregue este usuario al grupo «dialout» o «lp» y vuelva a entrar.',
  PUERTO_OCUPADO: 'Otro programa usa la impresora: ciérrelo; el ticket sale solo.',
  SIN_RED: 'La impresora de red no responde: revise que esté encendida y su dirección.',
  SIN_PAPEL: 'La impresora no tiene papel: cámbielo.',
  TAPA_ABIERTA: 'La tapa de la impresora está abierta: ciérrela.',
  FUERA_DE_LINEA: 'La impresora está fuera de línea: pulse su botón de avance o apáguela y enciéndala.',
  ERROR_IMPRESORA: 'La impresora avisa un error (cortador o papel atascado): ábrala y revise.',
  SIN_RESPUESTA:
    'La impresora no responde: revise que esté encendida, el cable y la velocidad; si no sabe responder, agregue answers=none.',
  RESPUESTA_INVALIDA:
    'La impresora responde algo ilegible: la velocidad (baud) de la configuración no es la suya.',
  NO_CONFIRMA: 'La impresora no confirma lo impreso (GS r): agregue answers=status a su configuración.',
  DESCONECTADA: 'Se desconectó la impresora: revise el cable y mire si el ticket salió entero.',
  ATASCADA: 'La impresora dejó de recibir: revise papel y cable, y mire si el ticket salió entero.',
  SIN_CONFIRMACION: 'La impresora no confirmó el ticket: mire el papel y decida si se imprime otra vez.',
  INTERRUMPIDA: 'El programa se cerró mientras imprimía: mire el papel y decida si se imprime otra vez.',
  ARCHIVO: 'No se puede escribir el archivo del ticket: revise el disco y los permisos del directorio.',
  DOCUMENTO_ILEGIBLE: 'No se pudo leer la venta de este ticket: se intentará otra vez más tarde.',
  OTRO_PROCESO: 'Otro «pos» ya imprime para esta caja: use ese, o ciérrelo.',
  CONFIGURACION: 'La configuración de la impresora no es válida: vea «pos doctor».',
  SIN_BASE: 'La impresión espera a la base de datos.',
  PROCESO_CAIDO: 'El proceso de impresión se cayó: se inicia otra vez solo.',
};

export const printing = {
  faults,
  commands: {
    description: 'Imprime, muestra y ordena la cola de la impresora',
    test: 'Imprime una página de prueba y espera el resultado',
    queue: 'Muestra los trabajos que faltan imprimir',
    all: 'También los ya impresos',
    retry: 'Imprime otra vez un trabajo incierto o detenido',
    settle: 'Da por bueno un trabajo incierto: el papel salió',
    job: 'número del trabajo; está en «pos print queue»',
    worker: 'Proceso de impresión de una caja; lo inicia la pantalla de ventas',
    examples: [
      ['pos print test', 'página de prueba'],
      ['pos print queue --json', 'la cola, para otro programa'],
      ['pos print retry 12', 'imprime otra vez el trabajo 12'],
      ['pos print settle 12', 'el trabajo 12 salió bien'],
    ] as readonly (readonly [string, string])[],
    options: [
      'La impresora se elige con POS_PRINTER o «printer» en la configuración:',
      '  file:                            tickets de texto en <datos>/tickets',
      '  serial:/dev/ttyUSB0?baud=9600    serie; flow=none|rtscts|xonxoff',
      '  device:/dev/usb/lp0              USB',
      '  tcp://192.168.1.50:9100          red',
      'Después de «?», separadas por «&»:',
      '  columns=32|42|48  codepage=cp850|cp858|cp437|wpc1252  table=N',
      '  cut=partial|full|none  drawer=yes|no  kanji=cancel|keep',
      '  answers=all|status|none (qué responde: todo, solo su estado, nada)',
      '  format=text|escpos (solo file:)',
    ].join('\n'),
    queued: (job: number, device: string) => `Trabajo ${job} en cola para ${device}.`,
    waiting: (fault: string) => `Esperando: ${fault}`,
    giveUp: (job: number) =>
      `El trabajo ${job} queda en cola y saldrá solo cuando la impresora esté lista: vea «pos print queue».`,
    busy: 'Otro «pos» imprime para esta caja: se espera su resultado.',
    empty: 'No hay trabajos por imprimir.',
    columns: {
      job: 'Nº',
      kind: 'Qué',
      sale: 'Venta',
      state: 'Estado',
      attempts: 'Intentos',
      created: 'Desde',
      fault: 'Causa',
    },
  },
  kinds: {
    ticket: 'Ticket',
    factura: 'Factura',
    reimpresion: 'Reimpresión',
    anulacion: 'Anulación',
    prueba: 'Prueba',
  },
  states: {
    pendiente: 'pendiente',
    enviando: 'imprimiendo',
    confirmado: 'impreso',
    enviado: 'enviado, sin confirmación',
    incierto: 'incierto: mire el papel',
    cancelado: 'cancelado',
  },
};
