import type {
  ClientSummary,
  Family,
  FamilyCard,
  FamilyStudent,
  Student,
  StudentRestriction,
} from '../domain/family.ts';

/* Families as programs read them; see views.ts. */

export const clientRow = (client: ClientSummary) => ({
  id_cliente: client.id,
  nombre: client.name,
  apellido: client.surname,
  documento: client.document,
  telefono: client.phone,
  email: client.email,
  activo: client.active,
  hijos: client.students,
  tarjetas_activas: client.activeCards,
  saldo: client.balance,
});

export const studentRow = (student: Student) => ({
  id_hijo: student.id,
  nombre: student.name,
  apellido: student.surname,
  grado: student.grade,
  id_cliente: student.clientId,
  cliente: student.clientName,
  foto_perfil: student.photo,
  foto_guardada: student.hasPicture,
  activo: student.active,
});

const cardView = (card: FamilyCard) => ({
  id_tarjeta: card.id,
  nro_tarjeta: card.number,
  estado: card.state,
  saldo: card.balance,
  limite_diario: card.dailyLimit,
  fecha_vencimiento: card.expiresOn,
});

const restrictionView = (restriction: StudentRestriction) => ({
  id_restriccion: restriction.id,
  tipo_restriccion: restriction.kind,
  descripcion: restriction.description,
  severidad: restriction.severity,
  bloqueante: restriction.blocks,
  alergenos: restriction.allergenNames,
  activa: restriction.active,
});

export const studentView = (student: FamilyStudent) => ({
  ...studentRow(student),
  tarjetas: student.cards.map(cardView),
  restricciones: student.restrictions.map(restrictionView),
});

export const familyView = (family: Family) => ({
  ...clientRow(family.client),
  estudiantes: family.students.map(studentView),
  compras: family.purchases.map((sale) => ({
    numero: sale.number,
    fecha: sale.date,
    estudiante: sale.student,
    total: sale.total,
    estado: sale.state,
  })),
});
