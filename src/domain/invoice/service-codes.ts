/** What a code of the service means for who sends. */
export type CodeMeaning =
  | 'approved'
  | 'observed'
  | 'duplicate'
  | 'rejected'
  /** Of the issuer or its connection: no document passes until somebody mends the set-up. */
  | 'not_allowed'
  | 'down'
  /** Of the issuer: its documents are taken in batches only. */
  | 'batches_only'
  /** The question itself is not answered. */
  | 'refused'
  | 'batch_received'
  | 'batch_refused'
  | 'batch_unknown'
  | 'batch_in_process'
  | 'batch_done'
  | 'batch_too_old'
  | 'cdc_unknown'
  | 'cdc_found'
  | 'ruc_unknown'
  | 'ruc_found'
  | 'event_registered';

/**
 * Codes that a canteen can meet, each with a sentence of ours in i18n. From the technical manual v150 (chapters 11.6 and
 * 12) and the guide of good practice of October 2024; 0100 is no longer in the manual and was seen from a service in
 * trouble.
 */
export const SERVICE_CODES = {
  '0001': 'not_allowed',
  '0002': 'not_allowed',
  '0003': 'not_allowed',
  '0004': 'not_allowed',
  '0005': 'not_allowed',
  '0006': 'not_allowed',
  '0007': 'not_allowed',
  '0100': 'down',
  '0120': 'rejected',
  '0121': 'rejected',
  '0122': 'rejected',
  '0123': 'rejected',
  '0124': 'rejected',
  '0125': 'rejected',
  '0126': 'rejected',
  '0140': 'rejected',
  '0141': 'rejected',
  '0142': 'rejected',
  '0160': 'rejected',
  '0161': 'down',
  '0162': 'down',
  '0163': 'rejected',
  '0183': 'not_allowed',
  '0200': 'rejected',
  '0260': 'approved',
  '0270': 'batch_refused',
  '0300': 'batch_received',
  '0301': 'batch_refused',
  '0340': 'refused',
  '0360': 'batch_unknown',
  '0361': 'batch_in_process',
  '0362': 'batch_done',
  '0363': 'refused',
  '0364': 'batch_too_old',
  '0420': 'cdc_unknown',
  '0421': 'refused',
  '0422': 'cdc_found',
  '0500': 'ruc_unknown',
  '0501': 'refused',
  '0502': 'ruc_found',
  '0600': 'event_registered',
  1000: 'rejected',
  1001: 'duplicate',
  1002: 'rejected',
  1003: 'rejected',
  1004: 'rejected',
  1005: 'observed',
  1050: 'rejected',
  1101: 'rejected',
  1102: 'rejected',
  1103: 'rejected',
  1104: 'rejected',
  1105: 'rejected',
  1106: 'rejected',
  1107: 'rejected',
  1109: 'rejected',
  1110: 'rejected',
  1150: 'rejected',
  1151: 'rejected',
  1250: 'rejected',
  1251: 'rejected',
  1252: 'rejected',
  1253: 'rejected',
  1255: 'rejected',
  1261: 'rejected',
  1263: 'rejected',
  1264: 'batches_only',
  1306: 'rejected',
  1307: 'rejected',
  1308: 'rejected',
  1309: 'rejected',
  1321: 'rejected',
  2353: 'rejected',
  2357: 'rejected',
  2359: 'rejected',
  2362: 'rejected',
  2364: 'rejected',
  2365: 'rejected',
  2367: 'rejected',
  2369: 'rejected',
  2371: 'rejected',
  2403: 'rejected',
  2404: 'rejected',
  2414: 'rejected',
  2417: 'rejected',
  2450: 'rejected',
  2500: 'rejected',
  2501: 'rejected',
  2502: 'rejected',
  4001: 'rejected',
  4002: 'rejected',
  4003: 'rejected',
  4004: 'rejected',
  4006: 'rejected',
  4008: 'rejected',
  4009: 'rejected',
  4010: 'rejected',
  4052: 'rejected',
  4054: 'rejected',
  4055: 'rejected',
  4065: 'rejected',
  4066: 'rejected',
  4067: 'rejected',
  4068: 'rejected',
} as const satisfies Readonly<Record<string, CodeMeaning>>;

export type ServiceCode = `${keyof typeof SERVICE_CODES}`;

export const isServiceCode = (code: string): code is ServiceCode => Object.hasOwn(SERVICE_CODES, code);

/** A code that is not in the table rejects what it answers. */
export const meaningOf = (code: string): CodeMeaning =>
  isServiceCode(code) ? SERVICE_CODES[code] : 'rejected';

/** The hash in the QR is not what the authority's own copy of the CSC makes of it: number or value of ours is another. */
export const WRONG_CSC = '2501' satisfies ServiceCode;

/** By them a service says that it takes batches only. */
export const BATCHES_ONLY_CODES: readonly string[] = Object.keys(SERVICE_CODES).filter(
  (code) => meaningOf(code) === 'batches_only',
);
