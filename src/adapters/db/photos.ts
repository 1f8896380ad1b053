import type { Knex } from 'knex';
import type { Photos } from '../../app/ports/photos.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { int, type Row } from './rows.ts';

const bytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());

const read = async (knex: Knex, studentId: number, columns: readonly string[]): Promise<Row | null> => {
  const [row] = (await guarded(() =>
    knex('v_fotos_hijos')
      .select([...columns])
      .where('id_hijo', studentId),
  )) as Row[];
  return row ?? null;
};

const pixelsOf = (row: Row) => ({
  width: int(row.ancho),
  height: int(row.alto),
  rgb: bytes(row.pixeles),
});

/** Photos of students. */
export const databasePhotos = (knex: Knex): Photos => ({
  pixels: async (studentId) => {
    const row = await read(knex, studentId, ['ancho', 'alto', 'pixeles']);
    return row && pixelsOf(row);
  },
  photo: async (studentId) => {
    const row = await read(knex, studentId, ['ancho', 'alto', 'pixeles', 'imagen']);
    return row && { ...pixelsOf(row), png: bytes(row.imagen) };
  },
  save: (by, studentId, photo) =>
    officeCall(
      knex,
      'sp_guardar_foto',
      by,
      {
        id_hijo: studentId,
        ancho: photo.width,
        alto: photo.height,
        pixeles: Buffer.from(photo.rgb).toString('base64'),
        imagen: Buffer.from(photo.png).toString('base64'),
      },
      (row) => int(row.id_hijo),
    ),
  remove: (by, studentId) =>
    officeCall(knex, 'sp_quitar_foto', by, { id_hijo: studentId }, (row) => int(row.id_hijo)),
});
