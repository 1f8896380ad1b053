import { changeSecrets, createPerson, editPerson, personProblem, setLimits } from '../../../app/people.ts';
import type { Person, RoleLimits } from '../../../app/ports/people.ts';
import { type PosError, posError } from '../../../domain/errors.ts';
import { ROLES, type Role } from '../../../domain/permissions.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { passwordProblem, pinProblem } from '../../../domain/secrets.ts';
import {
  type Act,
  type Ask,
  type Desk,
  type Done,
  type Field,
  page,
  type Values,
  type Wrong,
} from '../page.ts';

interface Filled {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
  readonly again: string;
  readonly pin: string;
}

const filled = (values: Values): Filled => ({
  login: (values.login ?? '').trim(),
  name: (values.name ?? '').trim(),
  email: (values.email ?? '').trim(),
  role: ROLES.find((role) => role === values.role) ?? 'cajero',
  password: values.password ?? '',
  again: values.again ?? '',
  pin: values.pin ?? '',
});

const FIELD_OF: Readonly<Record<string, string>> = { usuario: 'login', nombre: 'name', email: 'email' };

/** The first field that is wrong. */
const wrongIn = (form: Filled, isNew: boolean): Wrong | null => {
  const problem = personProblem(form);
  if (problem) return { wrong: FIELD_OF[String(problem.params.campo)] ?? 'login', error: problem };
  if (!isNew) return null;
  const weak = passwordProblem(form.password, form);
  if (weak) return { wrong: 'password', error: weak };
  if (form.password !== form.again) return { wrong: 'again', error: different('CLAVE_DEBIL') };
  const pin = form.pin === '' ? null : pinProblem(form.pin);
  return pin ? { wrong: 'pin', error: pin } : null;
};

const different = (code: 'CLAVE_DEBIL' | 'PIN_DEBIL'): PosError =>
  posError(code, { regla: code === 'PIN_DEBIL' ? 'distinto' : 'distinta' });

const personFields = (person: Person | null, { words }: Ask): readonly Field[] => {
  const t = words.office.people;
  const roles = ROLES.map((role) => ({ value: role, label: t.roles[role] }));
  const text = { kind: 'text', required: true } as const;
  return [
    { ...text, id: 'login', label: t.login, hint: t.loginHint, value: person?.login ?? '', most: 40 },
    { ...text, id: 'name', label: t.name, value: person?.name ?? '', most: 120 },
    { ...text, id: 'email', label: t.email, value: person?.email ?? '', most: 190 },
    { id: 'role', kind: 'choice', label: t.role, value: person?.role ?? 'cajero', options: roles },
    ...(person
      ? []
      : ([
          {
            id: 'password',
            kind: 'secret',
            label: t.password,
            hint: t.passwordHint,
            value: '',
            most: 200,
            required: true,
          },
          { id: 'again', kind: 'secret', label: t.again, value: '', most: 200, required: true },
          { id: 'pin', kind: 'secret', label: t.pin, hint: t.pinHint, value: '', most: 6 },
        ] as const)),
  ];
};

export const userPage = page<Person | null>({
  permission: 'user.edit',
  load: async ({ services }, { id }) => (typeof id === 'number' ? services.people.show(id) : ok(null)),
  view: (person, ask) => ({
    kind: 'form',
    title: person ? ask.words.office.titles.user : ask.words.office.people.newUser,
    ...(person ? { aside: person.login } : {}),
    fields: personFields(person, ask),
    submit: (values): Act | Wrong => {
      const form = filled(values);
      const wrong = wrongIn(form, person === null);
      return wrong ?? { do: 'save', input: { id: person?.id ?? null, form } };
    },
  }),
  commands: {
    save: (desk, input: { id: number | null; form: Filled }) => savePerson(desk, input.id, input.form),
  },
});

const savePerson = async (desk: Desk, id: number | null, form: Filled): Promise<Result<Done>> => {
  const { services, actor, grant, words } = desk;
  const by = { actor, grant };
  const t = words.office.people;
  const { login, name, email, role } = form;
  const saved =
    id === null
      ? await createPerson(services, by, { ...form, pin: form.pin === '' ? null : form.pin })
      : await editPerson(services, by, id, { login, name, email, role });
  return saved.ok ? ok({ say: id === null ? t.created(login) : t.saved(login) }) : saved;
};

interface Secrets {
  readonly present: string;
  readonly password?: string;
  readonly pin?: string;
}

const secretFields = ({ words }: Ask): readonly Field[] => {
  const t = words.office.people;
  const secret = { kind: 'secret', value: '', most: 200 } as const;
  return [
    { ...secret, id: 'present', label: t.present, required: true },
    { ...secret, id: 'password', label: t.newPassword, hint: t.ownPasswordHint },
    { ...secret, id: 'again', label: t.again },
    { ...secret, id: 'pin', label: t.newPin, hint: t.ownPinHint, most: 6 },
    { ...secret, id: 'pinAgain', label: t.again, most: 6 },
  ];
};

const secretsOf = (values: Values, { actor, words }: Ask): Act | Wrong => {
  const { present = '', password = '', again = '', pin = '', pinAgain = '' } = values;
  if (password === '' && pin === '') return { disabled: words.office.people.nothingToChange };
  const weak = password === '' ? null : passwordProblem(password, actor);
  if (weak) return { wrong: 'password', error: weak };
  if (password !== again) return { wrong: 'again', error: different('CLAVE_DEBIL') };
  const badPin = pin === '' || pin === '-' ? null : pinProblem(pin);
  if (badPin) return { wrong: 'pin', error: badPin };
  if (pin !== pinAgain && pin !== '-') return { wrong: 'pinAgain', error: different('PIN_DEBIL') };
  const input: Secrets = {
    present,
    ...(password === '' ? {} : { password }),
    ...(pin === '' ? {} : { pin: pin === '-' ? '' : pin }),
  };
  return { do: 'save', input };
};

/** One's own password and PIN; with a password in its parameters, the one that was just made for somebody. */
export const secretPage = page<{ readonly login: string | null; readonly password: string | null }>({
  permission: 'sale.register',
  load: async (_, { login, password }) =>
    ok({
      login: typeof login === 'string' ? login : null,
      password: typeof password === 'string' ? password : null,
    }),
  view: ({ login, password }, ask) => {
    const t = ask.words.office.people;
    const title = ask.words.office.titles.userSecret;
    if (login !== null && password !== null)
      return {
        kind: 'text',
        title,
        rows: [
          [[t.resetTitle(login)]],
          [['']],
          [[`    ${password}`, 'strong']],
          [['']],
          [[t.resetWhy, 'dim']],
        ],
      };
    return {
      kind: 'form',
      title,
      aside: ask.actor.login,
      fields: secretFields(ask),
      submit: (values) => secretsOf(values, ask),
    };
  },
  commands: {
    save: async ({ services, actor, words }, { present, ...secrets }: Secrets): Promise<Result<Done>> => {
      const saved = await changeSecrets(services, actor, present, secrets);
      return saved.ok ? ok({ say: words.office.people.secretsSaved }) : saved;
    },
  },
});

const percentOf = (text: string | undefined): number => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : -1);

export const limitsPage = page<readonly RoleLimits[]>({
  permission: 'user.edit',
  load: async ({ services }) => ok(await services.people.limits()),
  view: (all, { words }) => {
    const t = words.office.people;
    const limitsOf = (role: Role) => all.find((one) => one.role === role);
    const digits = { kind: 'digits', most: 4, required: true } as const;
    return {
      kind: 'form',
      title: words.office.titles.limits,
      fields: ROLES.flatMap((role): Field[] => [
        {
          ...digits,
          id: `discount.${role}`,
          label: t.discount(t.roles[role]),
          hint: t.discountHint,
          value: String(limitsOf(role)?.discount ?? 0),
        },
        {
          ...digits,
          id: `price.${role}`,
          label: t.price(t.roles[role]),
          hint: t.priceHint,
          value: String(limitsOf(role)?.priceChange ?? 0),
        },
      ]),
      submit: (values): Act | Wrong => {
        const wanted = ROLES.map((role) => ({
          role,
          discount: percentOf(values[`discount.${role}`]),
          priceChange: percentOf(values[`price.${role}`]),
        }));
        const far = wanted.find(({ discount }) => discount < 0 || discount > 100);
        if (far)
          return {
            wrong: `discount.${far.role}`,
            error: posError('VALOR_INVALIDO', { campo: 'descuento', opciones: '0-100' }),
          };
        const dear = wanted.find(({ priceChange }) => priceChange < 0 || priceChange > 1_000);
        if (dear)
          return {
            wrong: `price.${dear.role}`,
            error: posError('VALOR_INVALIDO', { campo: 'precio', opciones: '0-1000' }),
          };
        return { do: 'save', input: wanted };
      },
    };
  },
  commands: {
    save: async ({ services, actor, grant, words }, wanted: readonly RoleLimits[]): Promise<Result<Done>> => {
      const present = await services.people.limits();
      for (const limits of wanted) {
        const before = present.find(({ role }) => role === limits.role);
        if (before?.discount === limits.discount && before.priceChange === limits.priceChange) continue;
        const saved = await setLimits(services, { actor, grant }, limits);
        if (!saved.ok) return saved;
      }
      return ok({ say: words.office.people.limitsSaved });
    },
  },
});
