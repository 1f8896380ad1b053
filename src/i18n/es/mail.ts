import type { MailDocument } from '../../domain/mail-document.ts';
import type { NoticeData, NoticeKind } from '../../domain/notice.ts';
import { oneLine } from '../../domain/receipt-text.ts';
import { clientMails } from './mail-clients.ts';
import { gatheredMails, managerMails } from './mail-managers.ts';
import { text } from './mail-parts.ts';

/** The daily summary is a report's page; every other kind is drawn here. */
export type DrawnKind = Exclude<NoticeKind, 'resumen_diario'>;

const ONE = { ...managerMails, ...clientMails };

const isGathered = (data: unknown): data is { readonly avisos: readonly never[] } =>
  typeof data === 'object' && data !== null && Array.isArray((data as { avisos?: unknown }).avisos);

/** A notice whose texts hold no line breaks: none of them can look like a sentence of ours. */
const inLines = (data: unknown): unknown => {
  if (typeof data === 'string') return oneLine(data);
  if (Array.isArray(data)) return data.map(inLines);
  return typeof data === 'object' && data !== null
    ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inLines(value)]))
    : data;
};

/**
 * A notice as a document. Mails are Spanish in every interface language: they are the store's documents.
 * @param given `NoticeData` of the kind, or several of them as `{avisos}`
 */
export const noticeMail = (kind: DrawnKind, given: unknown): MailDocument => {
  const data = inLines(given);
  if (isGathered(data) && kind in gatheredMails)
    return gatheredMails[kind as keyof typeof gatheredMails](data.avisos);
  if (kind in ONE) return ONE[kind as keyof typeof ONE](data as never);
  return gatheredMails[kind as keyof typeof gatheredMails]([data] as never);
};

/** A mail of which only words are known. */
export const plainMail = (subject: string, body: string): MailDocument => ({
  subject,
  title: subject,
  blocks: [text(body)],
});

export const testMail = (store: string): MailDocument => ({
  subject: `Prueba de correo de ${store}`,
  title: 'El correo funciona',
  blocks: [text('Este es un mensaje de prueba. Si lo lee, los avisos de la tienda van a llegar.')],
});

/** Under each mail. */
export const automatic = 'Mensaje automático: no hace falta responder.';

/** What `pos notify preview` shows. */
export const sampleNotices: { readonly [K in DrawnKind]: NoticeData[K] } = {
  venta: {
    numero: '001-0000091',
    fecha: '2026-11-26 10:15:42',
    total: 25_000 as NoticeData['venta']['total'],
    unidades: 3,
    medio: 'EFECTIVO',
    cajero: 'Carolina Ayala',
    cliente: 'Carmen Rodríguez',
  },
  stock_bajo: {
    codigo: '5',
    producto: 'Sándwich de jamón y queso',
    stock: 4,
    minimo: 5,
    fecha: '2026-11-26 10:15:42',
  },
  diferencia_turno: {
    caja: '001',
    z: 12,
    cerrado_por: 'Carolina Ayala',
    abierto_en: '2026-11-26 06:45:00',
    fecha: '2026-11-26 17:30:00',
    esperado: 845_000,
    contado: 820_000,
    diferencia: -25_000,
    motivo: 'Vuelto mal dado',
  },
  ingresos_fallidos: { usuario: 'gerente', existe: 1, fallos: 5, fecha: '2026-11-26 03:12:00' },
  impresion_detenida: {
    caja: '001',
    trabajos: 14,
    desde: '2026-11-26 10:02:00',
    causa: 'SIN_PAPEL',
    fecha: '2026-11-26 10:15:00',
  },
  factura_rechazada: {
    numero: '001-001-0000123',
    cdc: '01800123450001001000012322026112617654321098',
    fecha: '2026-11-26 10:20:00',
    receptor: 'Carmen Rodríguez',
    total: 27_500,
    codigo: '1004',
    mensaje: 'Documento firmado con fecha fuera de plazo',
  },
  restriccion: {
    cliente: 'Carmen Rodríguez',
    estudiante: 'ROMINA MONGELOS RODRIGUEZ',
    venta: '001-0000091',
    fecha: '2026-11-26 10:15:42',
    productos: [
      {
        producto: 'Leche chocolatada 200ml',
        restriccion: 'Intolerancia a la lactosa',
        severidad: 'Moderada',
        alergenos: 'Leche',
        autorizada_por: null,
        motivo: null,
      },
      {
        producto: 'Barra de maní',
        restriccion: 'Alergia al maní',
        severidad: 'Severa',
        alergenos: 'Maní, Soja',
        autorizada_por: 'Gustavo Benítez',
        motivo: 'La madre lo autorizó por teléfono',
      },
    ],
  },
  recarga: {
    cliente: 'Carmen Rodríguez',
    estudiante: 'ROMINA MONGELOS RODRIGUEZ',
    tarjeta: '…203',
    recarga: 57,
    monto: 100_000,
    medio: 'TRANSFERENCIA',
    saldo_anterior: 12_500,
    saldo: 112_500,
    fecha: '2026-11-26 07:05:00',
  },
  saldo_bajo: {
    cliente: 'Carmen Rodríguez',
    estudiante: 'ROMINA MONGELOS RODRIGUEZ',
    tarjeta: '…203',
    saldo: 12_500,
    umbral: 20_000,
    fecha: '2026-11-26 10:15:42',
  },
  factura: {
    cliente: 'Carmen Rodríguez',
    numero: '001-001-0000123',
    cdc: '01800123450001001000012322026112617654321098',
    fecha: '2026-11-26 10:20:00',
    total: 27_500,
    id_documento: 123,
  },
};
