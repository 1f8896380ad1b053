import { changeRestriction, createRestriction, familyReference } from '../../app/edit-family.ts';
import { removePhoto, setPhoto } from '../../app/student-photo.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { RestrictionForm } from '../../domain/family.ts';
import type { Allergen } from '../../domain/product.ts';
import { fold } from '../../domain/search-core.ts';
import type { Severity } from '../../domain/student.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { actingFor, type EditFlags } from './family-acting.ts';

/** Allergens by code, name or id; accents and capitals do not matter. */
const allergensOf = (typed: string, known: readonly Allergen[]): readonly number[] =>
  typed
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => {
      const found = known.find(
        ({ id, code, name }) => String(id) === word || fold(code) === fold(word) || fold(name) === fold(word),
      );
      if (!found) throw new PosFailure(posError('ALERGENO_INEXISTENTE', { alergeno: word }));
      return found.id;
    });

/** Rows of a photo in a shell. */
const SHOWN_ROWS = 16;

interface RestrictionFlags extends EditFlags {
  readonly kind?: string;
  readonly description?: string;
  readonly severity?: Severity;
  readonly blocks?: boolean;
  readonly allergens?: string;
  readonly activate?: boolean;
}

const formOf = (flags: RestrictionFlags, known: readonly Allergen[]): Partial<RestrictionForm> => ({
  ...(flags.kind === undefined ? {} : { kind: flags.kind }),
  ...(flags.description === undefined ? {} : { description: flags.description }),
  ...(flags.severity === undefined ? {} : { severity: flags.severity }),
  ...(flags.blocks === undefined ? {} : { blocks: flags.blocks }),
  ...(flags.allergens === undefined ? {} : { allergens: allergensOf(flags.allergens, known) }),
});

const EMPTY: RestrictionForm = {
  kind: '',
  description: '',
  severity: 'Severa',
  blocks: false,
  allergens: [],
};

export const addRestriction = (
  context: CliContext,
  studentId: number,
  flags: RestrictionFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const by = await actingFor(context, opened, flags, familyReference.student(studentId));
    const form = { ...EMPTY, ...formOf(flags, await services.stores.allergens()) };
    const id = unwrap(await createRestriction(services, by, studentId, form));
    const text = () => context.messages.cli.student.restrictionAdded(id);
    context.present({ data: { id_restriccion: id }, text }, flags);
  });

export const editRestriction = (context: CliContext, id: number, flags: RestrictionFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const by = await actingFor(context, opened, flags, familyReference.restriction(id));
    const form = formOf(flags, await services.stores.allergens());
    const again = flags.activate ? { active: true } : {};
    unwrap(await changeRestriction(services, by, id, { ...form, ...again }));
    const text = () => context.messages.cli.student.restrictionSaved(id);
    context.present({ data: { id_restriccion: id }, text }, flags);
  });

export const removeRestriction = (context: CliContext, id: number, flags: EditFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.restriction(id));
    unwrap(await changeRestriction(opened.services, by, id, { active: false }));
    const text = () => context.messages.cli.student.restrictionRemoved(id);
    context.present({ data: { id_restriccion: id, activa: false }, text }, flags);
  });

export const setStudentPhoto = (
  context: CliContext,
  studentId: number,
  path: string,
  flags: EditFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.student(studentId));
    unwrap(await setPhoto(opened.services, by, studentId, path));
    const text = () => context.messages.cli.student.photoSet(studentId);
    context.present({ data: { id_hijo: studentId, foto_guardada: true }, text }, flags);
  });

export const removeStudentPhoto = (context: CliContext, studentId: number, flags: EditFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.student(studentId));
    unwrap(await removePhoto(opened.services, by, studentId));
    const text = () => context.messages.cli.student.photoRemoved(studentId);
    context.present({ data: { id_hijo: studentId, foto_guardada: false }, text }, flags);
  });

/** Draws the photo where colours can be shown; says that there is one elsewhere. */
export const showStudentPhoto = (context: CliContext, studentId: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const student = unwrap(await services.families.student(studentId));
    const photo = await services.photos.photo(student.id);
    if (!photo) throw new PosFailure(posError('FOTO_INEXISTENTE', { estudiante: studentId }));
    const [{ halfBlocks }, { photoModeOf }] = await Promise.all([
      import('../../tui/photo/half-blocks.ts'),
      import('../../tui/photo/mode.ts'),
    ]);
    const mode = photoModeOf({ ...context.env, POS_PHOTOS: context.env.POS_PHOTOS === '0' ? '0' : 'blocks' });
    const data = {
      id_hijo: studentId,
      ancho: photo.width,
      alto: photo.height,
      tipo_imagen: 'image/png',
      imagen: Buffer.from(photo.png).toString('base64'),
    };
    const text = () =>
      mode === null
        ? context.messages.cli.student.photoThere(photo.png.length)
        : halfBlocks(photo, SHOWN_ROWS, mode.colours).join('\n');
    context.present({ data, text, drawn: mode !== null }, flags);
  });
