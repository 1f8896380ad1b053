import {
  departmentName,
  type Emission,
  type EmissionFault,
  emissionFaults,
  type Issuer,
  type Place,
} from './issuer.ts';
import { taxpayerTypeOf } from './receiver.ts';
import type { InvoiceSettings } from './record.ts';

/** What is asked to set up invoicing, in the order in which it is asked; each as it is typed. */
export const SETUP_FIELDS = [
  'ruc',
  'taxpayer',
  'name',
  'tradeName',
  'activity',
  'address',
  'house',
  'department',
  'district',
  'city',
  'phone',
  'email',
  'timbrado',
  'timbradoStart',
  'establishment',
  'point',
  'cscId',
  'environment',
] as const;
export type SetupField = (typeof SETUP_FIELDS)[number];
export type SetupForm = Readonly<Record<SetupField, string>>;

/** Where a fault of the authority's forms is typed. */
const FIELD_OF: Readonly<Record<EmissionFault['field'], SetupField>> = {
  ruc: 'ruc',
  nombre: 'name',
  actividades: 'activity',
  direccion: 'address',
  numero_casa: 'house',
  departamento: 'department',
  distrito: 'district',
  ciudad: 'city',
  telefono: 'phone',
  correo: 'email',
  timbrado: 'timbrado',
  timbrado_inicio: 'timbradoStart',
  establecimiento: 'establishment',
  punto: 'point',
};

const placeText = (place: Place | null): string => (place ? `${place.code}:${place.name}` : '');

/** The form as the store has it; what is not set is empty, or what most stores have. */
export const setupForm = (settings: InvoiceSettings | null, tillId: number): SetupForm => {
  const issuer = settings?.issuer;
  const own = settings?.points.find((point) => point.tillId === tillId);
  return {
    ruc: issuer?.ruc ?? '',
    taxpayer: issuer ? (issuer.taxpayerType === 1 ? 'fisica' : 'juridica') : '',
    name: issuer?.name ?? '',
    tradeName: issuer?.tradeName ?? '',
    activity: issuer?.activities.map(({ code, description }) => `${code}:${description}`).join('; ') ?? '',
    address: issuer?.address ?? '',
    house: String(issuer?.houseNumber ?? 0),
    department: String(issuer?.department.code ?? 1),
    district: placeText(issuer?.district ?? null),
    city: placeText(issuer?.city ?? null),
    phone: issuer?.phone ?? '',
    email: issuer?.email ?? '',
    timbrado: settings?.timbrado?.number ?? '',
    timbradoStart: settings?.timbrado?.start ?? '',
    establishment: own?.establishment ?? settings?.points[0]?.establishment ?? '001',
    point: own?.point ?? '',
    cscId: settings?.cscId ?? '0001',
    environment: settings?.environment ?? 'prueba',
  };
};

const NO_PLACE: Place = { code: 0, name: '' };

const placeOf = (typed: string): Place => {
  const [, code = '', name = ''] = /^\s*(\d{1,5})\s*:\s*(.+?)\s*$/.exec(typed) ?? [];
  return code === '' ? NO_PLACE : { code: Number(code), name: name.toUpperCase() };
};

const activitiesOf = (typed: string): Issuer['activities'] =>
  typed
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, code = '', description = ''] = /^\s*([^:\s]+)\s*:\s*(.+?)\s*$/.exec(part) ?? [];
      return { code: code.toUpperCase(), description };
    });

const wholeNumber = (typed: string): number => (/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN);

export interface SetupRead {
  readonly emission: Emission;
  readonly cscId: string;
}

/** What a form says. Nothing is refused: {@link setupFaults} judges it. */
export const readSetup = (form: SetupForm): SetupRead => {
  const department = wholeNumber(form.department);
  const type = form.taxpayer === 'fisica' ? 1 : form.taxpayer === 'juridica' ? 2 : taxpayerTypeOf(form.ruc);
  return {
    // The authority's page writes it without its zeros.
    cscId: form.cscId.trim().replace(/^\d{1,3}$/, (digits) => digits.padStart(4, '0')),
    emission: {
      environment: form.environment === 'produccion' ? 'produccion' : 'prueba',
      issuer: {
        ruc: form.ruc.trim(),
        taxpayerType: type,
        name: form.name.trim(),
        tradeName: form.tradeName.trim() || null,
        activities: activitiesOf(form.activity),
        address: form.address.trim(),
        houseNumber: wholeNumber(form.house),
        department: { code: department, name: departmentName(department) ?? '' },
        district: form.district.trim() === '' ? null : placeOf(form.district),
        city: placeOf(form.city),
        phone: form.phone.trim(),
        email: form.email.trim(),
      },
      timbrado: { number: form.timbrado.trim(), start: form.timbradoStart.trim() },
      point: { establishment: form.establishment.trim(), point: form.point.trim() },
    },
  };
};

export interface SetupFault {
  readonly field: SetupField;
  readonly problem: EmissionFault['problem'];
}

/** What the authority would refuse, by the field where it is typed. */
export const setupFaults = (form: SetupForm): readonly SetupFault[] => {
  const { emission, cscId } = readSetup(form);
  const faults: SetupFault[] = emissionFaults(emission).map(({ field, problem }) => ({
    field: FIELD_OF[field],
    problem: form[FIELD_OF[field]].trim() === '' ? 'falta' : problem,
  }));
  if (!['fisica', 'juridica', ''].includes(form.taxpayer))
    faults.push({ field: 'taxpayer', problem: 'forma' });
  if (!['prueba', 'produccion'].includes(form.environment))
    faults.push({ field: 'environment', problem: 'forma' });
  if (!/^\d{4}$/.test(cscId)) faults.push({ field: 'cscId', problem: cscId === '' ? 'falta' : 'forma' });
  return faults;
};
