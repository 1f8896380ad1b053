import { createFirst, type PersonForm, personProblem } from '../../app/people.ts';
import { SESSION_HOURS, signIn } from '../../app/sign-in.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { asOwner } from '../compose.ts';
import { newSecret } from '../new-secret.ts';
import type { Opened } from '../opened.ts';
import { unwrap } from '../unwrap.ts';
import { type Desk, Skipped, type StoreStep, type Wizard } from './wizard.ts';

const part =
  (field: 'login' | 'name' | 'email') =>
  (typed: string): Result<string> => {
    const wrong = personProblem({ [field]: typed });
    return wrong ? fail(wrong) : ok(typed.trim());
  };

const create = async ({ services, ...opened }: Opened, form: PersonForm): Promise<void> => {
  const { createFirstPerson } = await import('../../adapters/db/people.ts');
  const made = await asOwner({ services, ...opened }, (owner) =>
    createFirst(services.hasher, (person) => createFirstPerson(owner, person), form),
  );
  if (!made) throw new PosFailure(posError('DUENIO_REQUERIDO'));
  unwrap(made);
};

/** Until there is one: a password that is too weak is said, and asked for again. */
const createWithPassword = async (
  wizard: Wizard,
  opened: Opened,
  form: Omit<PersonForm, 'password'>,
): Promise<string> => {
  for (;;)
    try {
      const password = await newSecret(wizard.context(), 'password', form.login);
      await create(opened, { ...form, password });
      return password;
    } catch (error) {
      const weak = error instanceof PosFailure && error.error.code === 'CLAVE_DEBIL';
      if (!weak || !wizard.asks || wizard.context().env.POS_NEW_PASSWORD) throw error;
      wizard.say(wizard.refusal(error));
    }
};

const required = async (
  wizard: Wizard,
  field: 'login' | 'name' | 'email',
  present: string,
  given?: string,
) => {
  const text = wizard.words().admin[field];
  for (;;) {
    const answer = (await wizard.ask({ text, present, judge: part(field), given })) ?? present;
    if (answer !== '') return answer;
    if (!wizard.asks) throw new PosFailure(posError('DATO_REQUERIDO', { campo: `--admin-${field}` }));
  }
};

const makeFirst = async (wizard: Wizard, desk: Desk): Promise<void> => {
  const { flags } = wizard;
  const { services } = desk.opened;
  const login = await required(wizard, 'login', 'admin', flags.admin);
  const name = await required(wizard, 'name', login, flags.adminName);
  const email = await required(wizard, 'email', '', flags.adminEmail);
  const password = await createWithPassword(wizard, desk.opened, {
    login,
    name,
    email,
    role: 'admin',
    pin: null,
  });
  const request = { login, secret: password, kind: 'password', hours: SESSION_HOURS.command } as const;
  const user = unwrap(await signIn(services, request));
  desk.opened.whenClosed(() => services.users.closeSession(user.session));
  desk.actsAs(user);
};

export const admin: StoreStep = {
  name: 'admin',
  check: ({ flags }) => {
    const typed = { login: flags.admin, name: flags.adminName, email: flags.adminEmail };
    for (const [field, value] of Object.entries(typed))
      if (value !== undefined) unwrap(part(field as keyof typeof typed)(value));
  },
  run: async (wizard, desk) => {
    const people = await desk.opened.services.people.list();
    if (people.length > 0) {
      wizard.say(wizard.words().admin.there(people.length));
      return 'kept';
    }
    if (!wizard.asks && wizard.flags.admin === undefined) return 'skipped';
    if (!(await wizard.confirm(wizard.words().admin.make, true))) throw new Skipped();
    await makeFirst(wizard, desk);
    return 'changed';
  },
};
