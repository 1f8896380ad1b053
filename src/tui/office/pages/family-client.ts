import { changeClient, createClient, familyReference } from '../../../app/edit-family.ts';
import { type Client, type ClientForm, checkClient, fullName } from '../../../domain/family.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Ask, type Desk, type Done, type Field, type FormView, page, type Values } from '../page.ts';
import { firstWrong } from './family-wrong.ts';

interface Data {
  /** Of a new client: sending it again makes no second one. */
  readonly uuid: string;
  readonly client: Client | null;
}

interface Saving {
  readonly uuid: string;
  readonly id: number | null;
  readonly form: Partial<ClientForm>;
}

const FIELDS = ['name', 'surname', 'document', 'phone', 'email'] as const;

const fieldsOf = (client: Client | null, { words }: Ask): readonly Field[] => {
  const t = words.office.families;
  const text = (id: (typeof FIELDS)[number], label: string, most: number, hint?: string): Field => ({
    id,
    kind: 'text',
    label,
    most,
    value: client?.[id] ?? '',
    ...(hint === undefined ? {} : { hint }),
    ...(id === 'name' ? { required: true } : {}),
  });
  return [
    text('name', t.name, 80),
    text('surname', t.surname, 80),
    text('document', t.document, 30, t.documentHint),
    text('phone', t.phone, 20, t.phoneHint),
    text('email', t.email, 190, t.emailHint),
  ];
};

/** What differs from what was read: somebody else's change of another field is not undone. */
const changesOf = (client: Client | null, values: Values): Partial<ClientForm> =>
  Object.fromEntries(
    FIELDS.filter((id) => (values[id] ?? '') !== (client?.[id] ?? '')).map((id) => [id, values[id] ?? '']),
  );

const clientView = ({ uuid, client }: Data, ask: Ask): FormView => {
  const t = ask.words.office.families;
  return {
    kind: 'form',
    title: client ? fullName(client) : ask.words.office.titles.client,
    fields: fieldsOf(client, ask),
    submit: (values) => {
      const form = changesOf(client, values);
      const wrong = firstWrong(form, checkClient);
      if (wrong) return wrong;
      return {
        do: 'save',
        input: { uuid, id: client?.id ?? null, form } satisfies Saving,
        approve: {
          permission: 'client.edit',
          reference: client ? familyReference.client(client.id) : familyReference.newClient,
          about: client ? t.about(fullName(client)) : t.aboutNew,
        },
      };
    },
  };
};

export const clientPage = page<Data>({
  permission: 'client.list',
  load: async ({ services }, { id }) => {
    const uuid = services.ids.uuid();
    if (id === null || id === undefined) return ok({ uuid, client: null });
    const found = await services.families.show(Number(id));
    return found.ok ? ok({ uuid, client: found.value.client }) : found;
  },
  view: clientView,
  commands: {
    save: async (desk: Desk, { uuid, id, form }: Saving): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const by = { actor, grant };
      const saved =
        id === null
          ? await createClient(services, by, form, uuid)
          : await changeClient(services, by, id, form);
      if (!saved.ok) return saved;
      const say = words.office.families.saved(form.name ?? words.office.titles.client);
      // A new family goes on to its children.
      return ok(id === null ? { say, next: { page: 'family', params: { id: saved.value } } } : { say });
    },
  },
});
