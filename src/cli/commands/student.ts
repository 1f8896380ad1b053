import { type Command, Option } from 'commander';
import { SEVERITIES } from '../../domain/student.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { idOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { editing } from './client.ts';

const actions = () => import('../actions/student.ts');
const parts = () => import('../actions/student-parts.ts');

const registerReading = (student: Command, context: CliContext): void => {
  const { student: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const list = student
    .command('list')
    .description(t.list)
    .option('--search <text>', t.search)
    .option('--all', t.all)
    .addHelpText('after', examples(context.messages.cli, t.listExamples))
    .action(async (flags) => (await actions()).listStudents(context, flags));
  add.limit(add.csv(add.json(list)));
  const show = student
    .command('show')
    .argument('<id>', t.id, idOf)
    .description(t.show)
    .addHelpText('after', examples(context.messages.cli, t.showExamples))
    .action(async (id, flags) => (await actions()).showStudent(context, id, flags));
  add.json(show);
};

const registerChanging = (student: Command, context: CliContext): void => {
  const { student: t } = context.messages.cli;
  const form = (command: Command): Command =>
    command
      .option('--surname <text>', t.surname)
      .option('--grade <text>', t.grade)
      .option('--photo-url <address>', t.photoUrl);
  const create = student
    .command('create')
    .description(t.create)
    .requiredOption('--client <id>', t.client, idOf)
    .requiredOption('--name <text>', t.name)
    .option('--uuid <uuid>', t.uuid)
    .addHelpText('after', examples(context.messages.cli, t.createExamples))
    .action(async (flags) => (await actions()).makeStudent(context, flags));
  editing(form(create), context);
  const edit = student
    .command('edit')
    .argument('<id>', t.id, idOf)
    .description(t.edit)
    .option('--name <text>', t.name)
    .option('--client <id>', t.move, idOf)
    .addHelpText('after', examples(context.messages.cli, t.editExamples))
    .action(async (id, flags) => (await actions()).editStudent(context, id, flags));
  editing(form(edit), context);
  for (const active of [false, true]) {
    const command = student
      .command(active ? 'activate' : 'deactivate')
      .argument('<id>', t.id, idOf)
      .description(active ? t.activate : t.deactivate)
      .addHelpText(
        'after',
        examples(context.messages.cli, active ? t.activateExamples : t.deactivateExamples),
      )
      .action(async (id, flags) => (await actions()).switchStudent(context, id, active, flags));
    editing(command, context);
  }
};

const registerRestriction = (student: Command, context: CliContext): void => {
  const { student: t } = context.messages.cli;
  const all = firstOf(t.addExamples, t.editRestrictionExamples, t.removeExamples);
  const restriction = student
    .command('restriction')
    .description(t.restriction)
    .addHelpText('after', examples(context.messages.cli, all));
  const severity = () => new Option('--severity <level>', t.severity).choices([...SEVERITIES]);
  const add = restriction
    .command('add')
    .argument('<student>', t.id, idOf)
    .description(t.add)
    .requiredOption('--kind <text>', t.kind)
    .requiredOption('--allergens <list>', t.allergens)
    .addOption(severity())
    .option('--description <text>', t.details)
    .option('--blocks', t.blocksOption)
    .addHelpText('after', examples(context.messages.cli, t.addExamples))
    .action(async (id, flags) => (await parts()).addRestriction(context, id, flags));
  editing(add, context);
  const edit = restriction
    .command('edit')
    .argument('<restriction>', t.restrictionId, idOf)
    .description(t.editRestriction)
    .option('--kind <text>', t.kind)
    .option('--allergens <list>', t.allergens)
    .addOption(severity())
    .option('--description <text>', t.details)
    .option('--blocks', t.blocksOption)
    .option('--no-blocks', t.noBlocks)
    .option('--activate', t.activateRestriction)
    .addHelpText('after', examples(context.messages.cli, t.editRestrictionExamples))
    .action(async (id, flags) => (await parts()).editRestriction(context, id, flags));
  editing(edit, context);
  const remove = restriction
    .command('remove')
    .argument('<restriction>', t.restrictionId, idOf)
    .description(t.removeRestriction)
    .addHelpText('after', examples(context.messages.cli, t.removeExamples))
    .action(async (id, flags) => (await parts()).removeRestriction(context, id, flags));
  editing(remove, context);
};

const registerPhoto = (student: Command, context: CliContext): void => {
  const { student: t, options } = context.messages.cli;
  const all = firstOf(t.setPhotoExamples, t.showPhotoExamples, t.removePhotoExamples);
  const photo = student
    .command('photo')
    .description(t.photo)
    .addHelpText('after', examples(context.messages.cli, all));
  const set = photo
    .command('set')
    .argument('<student>', t.id, idOf)
    .argument('<file>', t.file)
    .description(t.setPhoto)
    .addHelpText('after', examples(context.messages.cli, t.setPhotoExamples))
    .action(async (id, file, flags) => (await parts()).setStudentPhoto(context, id, file, flags));
  editing(set, context);
  const remove = photo
    .command('remove')
    .argument('<student>', t.id, idOf)
    .description(t.removePhoto)
    .addHelpText('after', examples(context.messages.cli, t.removePhotoExamples))
    .action(async (id, flags) => (await parts()).removeStudentPhoto(context, id, flags));
  editing(remove, context);
  const show = photo
    .command('show')
    .argument('<student>', t.id, idOf)
    .description(t.showPhoto)
    .addHelpText('after', examples(context.messages.cli, t.showPhotoExamples))
    .action(async (id, flags) => (await parts()).showStudentPhoto(context, id, flags));
  commonOptions(options).json(show);
};

export const student: Noun = {
  name: 'student',
  outline: (noun, { cli }) => noun.description(cli.student.about),
  declare: (student, context) => {
    const { student: t } = context.messages.cli;
    const all = firstOf(t.listExamples, t.showExamples, t.createExamples, t.addExamples, t.setPhotoExamples);
    student.addHelpText('after', examples(context.messages.cli, all));
    registerReading(student, context);
    registerChanging(student, context);
    registerRestriction(student, context);
    registerPhoto(student, context);
  },
};
