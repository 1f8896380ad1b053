import { posError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { Photos, Pictures } from './ports/photos.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly photos: Photos;
  readonly pictures: Pictures;
}

const mayEdit = ({ actor, grant }: ActedBy) => (grant === null ? authorize(actor, 'client.edit') : ok(actor));

/** Gives a student the picture in a file, or another one. */
export const setPhoto = async (
  { photos, pictures }: Ports,
  by: ActedBy,
  studentId: number,
  path: string,
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  if (path.trim() === '') return fail(posError('DATO_REQUERIDO', { campo: 'archivo' }));
  const photo = await pictures.read(path.trim());
  return photo.ok ? photos.save(by, studentId, photo.value) : photo;
};

export const removePhoto = async (
  { photos }: Pick<Ports, 'photos'>,
  by: ActedBy,
  studentId: number,
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  return allowed.ok ? photos.remove(by, studentId) : allowed;
};
