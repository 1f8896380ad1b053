type Examples = [string, string][];

/** `pos till`. */
export const till = {
  description: 'las cajas del comercio y los equipos en los que están',
  list: 'muestra las cajas',
  create: 'crea una caja',
  edit: 'cambia el nombre de una caja',
  deactivate: 'cierra una caja: ya no vende',
  activate: 'vuelve a abrir una caja cerrada',
  invite: 'da a una caja su cuenta en la base de datos y escribe el archivo con que otro equipo se inscribe',
  revoke: 'retira la cuenta de una caja: su equipo ya no puede nada',
  enrol: 'inscribe este equipo con el archivo de una invitación',
  code: 'código de la caja, de una a tres cifras',
  name: 'nombre de la caja',
  file: 'archivo de la invitación; si falta, pos-caja-<código>.json',
  address: 'servidor de la base de datos, como lo alcanza el otro equipo',
  ca: 'archivo PEM de la autoridad que firma el certificado del servidor',
  open: 'sin cifrar: solo en una red de confianza',
  overwrite: 'reemplaza el archivo si ya existe',
  invitation: 'archivo de la invitación',
  replace: 'aunque este equipo ya use otra base de datos',
  listExamples: [['pos till list', 'las cajas, cerradas también']] as Examples,
  createExamples: [
    ['pos till create 002 --name "Caja del patio" --user admin', 'una segunda caja'],
  ] as Examples,
  editExamples: [['pos till edit 002 --name "Caja 2"', 'otro nombre; el código queda']] as Examples,
  deactivateExamples: [['pos till deactivate 002', 'mientras no tenga un turno abierto']] as Examples,
  activateExamples: [['pos till activate 002', 'vende otra vez']] as Examples,
  inviteExamples: [
    ['pos till invite 002 --address db.escuela:3306 --ca /etc/mysql/ca.pem', 'escribe pos-caja-002.json'],
  ] as Examples,
  revokeExamples: [['pos till revoke 002', 'si el equipo se pierde']] as Examples,
  enrolExamples: [['pos till enroll pos-caja-002.json', 'en el equipo nuevo']] as Examples,
  titles: { code: 'Caja', name: 'Nombre', state: 'Estado', account: 'Cuenta' },
  active: 'abierta',
  closed: 'cerrada',
  created: (code: string) => `Caja ${code} creada.`,
  edited: (code: string, name: string, active: boolean) =>
    `Caja ${code}: ${name}, ${active ? 'abierta' : 'cerrada'}.`,
  invited: (code: string, file: string) =>
    `La invitación de la caja ${code} está en ${file}.\nLlévela al otro equipo y allí escriba: pos till enroll ${file.split('/').at(-1) ?? file}\nQuien tenga el archivo puede vender hasta que se use: no lo deje en otra parte.`,
  stillOpen:
    'La cuenta dueña no puede cortar lo que tiene abierto (hacen falta PROCESS y CONNECTION ADMIN): cierre su pantalla o reinicie el servidor.',
  revoked: (code: string) => `La caja ${code} ya no tiene cuenta: su equipo no puede hacer nada más.`,
  nothingToRevoke: (code: string) => `La caja ${code} no tenía cuenta propia.`,
  enrolled: (code: string, file: string) =>
    `Este equipo es la caja ${code}. Su configuración está en ${file}; la invitación ya no sirve y se puede borrar.\nSiga con la impresora («pos config set printer …») y revise todo con «pos doctor».`,
};
