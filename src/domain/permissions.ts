export const ROLES = ['cajero', 'gerente', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY = ROLES;
const MANAGERS = ['gerente', 'admin'] as const;
const ADMINS = ['admin'] as const;

/** The one table of who may do what. The database keeps a copy (`permisos`), which its routines ask. */
export const PERMISSIONS = {
  'sale.register': EVERYBODY,
  'sale.list': EVERYBODY,
  'sale.reprint': EVERYBODY,
  'sale.park': EVERYBODY,
  /** Up to the limit of the role. */
  'sale.discount': EVERYBODY,
  'sale.void': MANAGERS,
  'sale.return': MANAGERS,
  'invoice.list': EVERYBODY,
  /** What follows from a void or a return that was allowed: cancel its invoice, credit it. */
  'invoice.undo': EVERYBODY,
  'invoice.send': MANAGERS,
  'invoice.cancel': MANAGERS,
  'restriction.approve': MANAGERS,
  'card.read': EVERYBODY,
  'card.topup': EVERYBODY,
  /** Whoever finds out that a card is lost must be able to stop it at once. */
  'card.block': EVERYBODY,
  'card.issue': MANAGERS,
  'card.unblock': MANAGERS,
  'card.replace': MANAGERS,
  'card.limit': MANAGERS,
  'card.adjust': MANAGERS,
  'client.list': EVERYBODY,
  'client.edit': MANAGERS,
  'product.list': EVERYBODY,
  'product.edit': MANAGERS,
  'category.edit': MANAGERS,
  'stock.list': EVERYBODY,
  /** Counting changes nothing; applying what was counted does. */
  'stock.count': EVERYBODY,
  'stock.apply': MANAGERS,
  'stock.receive': MANAGERS,
  'stock.adjust': MANAGERS,
  'shift.open': EVERYBODY,
  'shift.cash': EVERYBODY,
  'shift.read': EVERYBODY,
  'shift.close': EVERYBODY,
  'shift.list': MANAGERS,
  'dashboard.read': MANAGERS,
  'report.read': MANAGERS,
  'audit.list': MANAGERS,
  'user.list': MANAGERS,
  'user.unlock': MANAGERS,
  'user.edit': ADMINS,
  'settings.edit': ADMINS,
  'data.import': MANAGERS,
  'data.export': MANAGERS,
  'print.manage': EVERYBODY,
  /** Lets another system in, in somebody's name. */
  'integration.edit': ADMINS,
  'webhook.edit': MANAGERS,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
