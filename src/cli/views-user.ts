import type { Person, RoleLimits } from '../app/ports/people.ts';
import { PERMISSIONS, ROLES } from '../domain/permissions.ts';

/* What programs read of people; the same rules as in views.ts. */

export const personView = (person: Person) => ({
  id_usuario: person.id,
  usuario: person.login,
  nombre: person.name,
  email: person.email,
  rol: person.role,
  estado: person.active ? 'Activo' : 'Inactivo',
  tiene_pin: person.hasPin,
  debe_cambiar: person.mustChange,
  fallos: person.failures,
  espera_segundos: person.waitSeconds,
});

export const limitsView = (limits: RoleLimits) => ({
  rol: limits.role,
  descuento_maximo: limits.discount,
  cambio_precio_maximo: limits.priceChange,
});

/** One row a permission, one key a role. */
export const permissionRows = () =>
  Object.entries(PERMISSIONS).map(([permission, roles]) => ({
    permiso: permission,
    ...(Object.fromEntries(
      ROLES.map((role) => [role, (roles as readonly string[]).includes(role)]),
    ) as Record<(typeof ROLES)[number], boolean>),
  }));
