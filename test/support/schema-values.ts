import fc from 'fast-check';

/** As much of JSON Schema as the API's contract uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** Numbers that a small store has, so that some requests meet something. */
const SMALL = 60;

const integers = ({ minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 }: JsonSchema): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, Math.max(minimum, 0) + SMALL) }),
    fc.integer({ min: minimum, max: maximum }),
  );

const texts = ({ pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> =>
  pattern !== undefined && !pattern.startsWith('^[^')
    ? fc.stringMatching(new RegExp(pattern, 'u'))
    : fc
        .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
        .filter((text) => pattern === undefined || new RegExp(pattern, 'u').test(text));

/** Values that a schema lets in. Throws for a schema of a kind that it does not know: then it is to be taught. */
export const anyOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(anyOf));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(schema);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return texts(schema);
    case 'array':
      return fc.array(anyOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object': {
      const { properties = {}, required = [] } = schema;
      return fc.record(
        Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, anyOf(part)])),
        { requiredKeys: [...required] },
      );
    }
    default:
      throw new Error(`a schema of an unknown kind: ${JSON.stringify(schema)}`);
  }
};

type Put = (value: unknown, text: string) => unknown;

/** A way to put a text into each place of a value where a schema takes text. */
export const textsOf = (schema: JsonSchema): readonly Put[] => {
  if (schema.anyOf) return schema.anyOf.flatMap(textsOf);
  if (schema.type === 'string' || typeof schema.const === 'string') return [(_, text) => text];
  if (schema.type === 'array') return textsOf(schema.items ?? {}).map((put) => (_, text) => [put({}, text)]);
  if (schema.type !== 'object') return [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]) =>
    textsOf(part).map(
      (put): Put =>
        (value, text) => ({
          ...(value as object),
          [key]: put((value as Record<string, unknown> | null)?.[key], text),
        }),
    ),
  );
};
