/** Of `pos setup`, in their order. */
export const STEPS = [
  'language',
  'database',
  'admin',
  'store',
  'tax',
  'tills',
  'printer',
  'smtp',
  'invoicing',
] as const;
export type StepName = (typeof STEPS)[number];
