export const ROLES = ['cajero', 'gerente', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The one table of who may do what; a role's routines in the database repeat it (see migrations/README.md). */
export const PERMISSIONS = {
  'sale.register': ['cajero', 'gerente', 'admin'],
  'sale.list': ['cajero', 'gerente', 'admin'],
  'sale.reprint': ['cajero', 'gerente', 'admin'],
  'sale.void': ['gerente', 'admin'],
  'restriction.approve': ['gerente', 'admin'],
  'card.read': ['cajero', 'gerente', 'admin'],
  'product.list': ['cajero', 'gerente', 'admin'],
  'print.manage': ['cajero', 'gerente', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
