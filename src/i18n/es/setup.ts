type Examples = [string, string][];

/** `pos setup`: questions, and what became of each step. */
export const setup = {
  description: 'deja un comercio listo para vender, paso a paso o con opciones',
  step: 'un solo paso',
  examples: [
    ['pos setup', 'pregunta todo, un paso tras otro; se puede repetir'],
    ['pos setup smtp', 'solo el correo, con un mensaje de prueba'],
    [
      'pos setup --store Tita --admin tita --admin-email tita@ejemplo.com --yes',
      'sin preguntas; la contraseña de tita va en POS_NEW_PASSWORD',
    ],
    [
      'pos setup --database mysql://caja@db/pos --owner-url mysql://root@db/pos',
      'un servidor que ya hay: crea la base y la cuenta de la caja',
    ],
  ] as Examples,
  flags: {
    database: 'private: una propia; o mysql://usuario@servidor:3306/base, sin contraseña',
    ownerUrl: 'cuenta dueña de las tablas, igual; crea lo que falte',
    admin: 'usuario del primer administrador',
    adminName: 'su nombre',
    adminEmail: 'su correo',
    store: 'nombre del comercio',
    ruc: 'su RUC con dígito',
    address: 'su dirección',
    phone: 'su teléfono',
    footer: 'frase al pie del ticket',
    taxMode: 'cómo entra el IVA en el precio',
    tillName: 'nombre de la caja',
    printer: 'a dónde van los tickets, por ejemplo serial:/dev/ttyUSB0?baud=9600',
    printTest: 'imprime una prueba',
    smtpUrl: 'servidor del correo, sin contraseña: smtp://usuario@servidor:587',
    mailFrom: 'dirección desde la que se escribe',
    managerEmail: 'quién recibe los avisos del comercio, con comas',
    mailTest: 'manda una prueba a esta dirección',
    yes: 'no pregunta nada: lo que no se dice queda como está',
  },
  titles: {
    language: 'Idioma',
    database: 'Base de datos',
    admin: 'Primer administrador',
    store: 'Comercio',
    tax: 'IVA',
    tills: 'Cajas',
    printer: 'Impresora',
    smtp: 'Correo',
    invoicing: 'Factura electrónica',
  },
  states: {
    changed: 'guardado',
    serverless: 'guardado; sin servidor todavía no sale ningún correo',
    kept: 'queda como estaba',
    skipped: 'salteado',
    failed: 'no quedó; repita con «pos setup» y el nombre del paso',
  },
  untested: (step: string) => `guardado; la prueba no salió: repita con «pos setup ${step}»`,
  hello:
    'Enter deja lo que está entre corchetes, un guion lo vacía, un punto pasa al paso siguiente, Ctrl-C termina.',
  question: (text: string, present: string): string =>
    present === '' ? `${text}: ` : `${text} [${present}]: `,
  yesNo: (text: string, otherwise: boolean) => `${text} [${otherwise ? 'S/n' : 's/N'}]: `,
  language: 'Idioma, es o en',
  who: 'Usuario de un administrador',
  fields: {
    name: 'Nombre del comercio',
    ruc: 'RUC con dígito',
    address: 'Dirección',
    phone: 'Teléfono',
    ticketFooter: 'Frase al pie del ticket',
    taxMode: 'Modo de IVA',
    managerEmail: 'Quién recibe los avisos del comercio',
  },
  taxModes: {
    en_factura:
      'el precio no lleva IVA, que se suma solo a las ventas con factura; acuérdelo con su contador: lo vendido sin factura no lo separa',
    incluido:
      'el precio ya lleva el IVA (de 11.000 al 10 %, 1.000); es lo que la defensa del consumidor espera de un precio a la vista',
    agregado:
      'el IVA se suma a toda venta, con factura o sin ella; el cliente paga más que el precio a la vista: debe anunciarlo',
  },
  admin: {
    login: 'Usuario',
    name: 'Nombre',
    email: 'Correo',
    make: 'Todavía no hay usuarios. ¿Crear el administrador?',
    there: (people: number) =>
      people === 1 ? 'Ya hay un usuario.' : `Ya hay ${people} usuarios; se cambian con «pos user».`,
  },
  tills: {
    name: (code: number) => `Caja ${code}`,
    there: (list: string) => `Cajas: ${list}.`,
    mine: 'Código de la caja de este equipo',
    nameOf: (code: string) => `Nombre de la caja ${code}`,
    another: 'Código de otra caja, si hay más',
  },
  printer: {
    forms:
      'file: (archivo), serial:/dev/ttyUSB0?baud=9600, device:/dev/usb/lp0 o tcp://192.168.1.50:9100; «?columns=32» si el papel es angosto.',
    found: (list: string) => `En este equipo: ${list}.`,
    ask: 'Impresora',
    test: '¿Imprimir una prueba?',
  },
  smtp: {
    forms:
      'smtp://usuario@servidor:587 cifra con STARTTLS, smtps://…:465 desde el comienzo; @ del usuario se escribe %40.',
    url: 'Servidor del correo, sin contraseña',
    password: (known: boolean): string =>
      known ? 'Contraseña (Enter: la de antes)' : 'Contraseña del correo',
    from: 'Dirección desde la que se escribe',
    trying: (place: string) => `Probando ${place}…`,
    again: '¿Escribirlo otra vez?',
    test: 'Mandar una prueba a (Enter: a nadie)',
    sent: (to: string) => `El servidor aceptó la prueba para ${to}.`,
  },
  invoicing: {
    on: 'La factura electrónica está activa.',
    off: 'Hace falta el timbrado, el certificado .p12 y el CSC de la DNIT. Se hace con «pos invoice setup» y se revisa con «pos invoice check».',
    now: '¿Configurarla ahora?',
  },
  database: {
    forms:
      'private: una propia en este equipo, sin nada que instalar aparte. O la de un servidor: mysql://pos_caja@servidor:3306/pos, sin contraseña; a otro equipo va por TLS («?ca=/ruta/ca.pem» si la autoridad es suya).',
    which: 'Base de datos',
    owner: 'Cuenta dueña de las tablas, sin contraseña (Enter: en este equipo no)',
    password: (user: string) => `Contraseña de ${user}`,
    passwordOrNew: (user: string, known: boolean) =>
      known
        ? `Contraseña de ${user} (Enter: la de antes)`
        : `Contraseña de ${user} (Enter: se crea la cuenta)`,
    accountMade: (user: string) => `Cuenta ${user} creada con una contraseña al azar.`,
    byVariable: 'La base de datos viene de POS_DATABASE_URL.',
    rights: {
      head: (account: string, cipher: string | null) =>
        `Cuenta ${account}, línea ${cipher === null ? 'sin cifrar' : `cifrada (${cipher})`}. Puede:`,
      till: (routines: number, views: number) =>
        `  llamar ${routines} rutinas y leer ${views} vistas, de a una`,
      more: (right: string) => `  ${right}`,
    },
  },
  done: 'Resumen',
  file: (path: string) => `Configuración de este equipo: ${path}`,
  noFile: 'Este equipo no necesita archivo de configuración.',
};

export type SetupWords = typeof setup;
