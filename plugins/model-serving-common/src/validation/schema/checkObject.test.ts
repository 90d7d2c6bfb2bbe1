import { checkObject } from './checkObject';
import { findKindSchema } from './kindSchema';

const GVK = { group: 'example.com', version: 'v1', kind: 'Server' };

/** A document as API servers write them, for one custom kind. */
function document(spec: object, definitions: object = {}) {
  return {
    openapi: '3.0.0',
    components: {
      schemas: {
        'com.example.v1.Server': {
          description: 'A server',
          type: 'object',
          required: ['spec'],
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: {
              allOf: [{ $ref: '#/components/schemas/meta.ObjectMeta' }],
            },
            spec,
          },
          'x-kubernetes-group-version-kind': [GVK],
        },
        'meta.ObjectMeta': {
          type: 'object',
          properties: {
            name: { type: 'string' },
            labels: {
              type: 'object',
              additionalProperties: { type: 'string' },
            },
          },
        },
        ...definitions,
      },
    },
  };
}

function check(spec: object, value: unknown, definitions?: object) {
  const schema = findKindSchema(document(spec, definitions), GVK);
  return checkObject(schema ?? { root: {}, definitions: {} }, {
    apiVersion: 'example.com/v1',
    kind: 'Server',
    metadata: { name: 'x', labels: { a: 'b' } },
    spec: value,
  }).map(({ path, message, advice }) =>
    [path, message, advice].filter(Boolean).join(': '),
  );
}

const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  ...more,
});
const QUANTITY = { oneOf: [{ type: 'string' }, { type: 'number' }] };
const ITEM = object({ name: { type: 'string' }, port: { type: 'integer' } });

it.each<[string, object, unknown, string[]]>([
  ['what fits', object({ a: { type: 'integer' } }), { a: 1 }, []],
  [
    'an unknown field',
    object({ replicas: { type: 'integer' } }),
    { Replicas: 1 },
    [
      "spec.Replicas: The cluster does not know this field and would drop it: Did you mean 'replicas'?",
    ],
  ],
  [
    'a list with nothing in it',
    object({ list: { type: 'array', items: ITEM } }),
    { list: [] },
    [],
  ],
  [
    'an unknown field below a list',
    object({ list: { type: 'array', items: ITEM } }),
    { list: [{ name: 'a' }, { nmae: 'b' }] },
    [
      'spec.list[1].nmae: The cluster does not know this field and would drop it: It knows name, port.',
    ],
  ],
  [
    'a type',
    object({ a: { type: 'integer' } }),
    { a: '1' },
    ['spec.a: This must be a whole number, and is the text "1"'],
  ],
  [
    'a required field',
    object({ a: object({}, { required: ['b'] }) }),
    { a: {} },
    ['spec.a.b: This field is required and missing'],
  ],
  [
    'an enumeration',
    object({ a: { type: 'string', enum: ['x', 'y'] } }),
    { a: 'z' },
    ['spec.a: The value "z" is not allowed: Allowed: x, y.'],
  ],
  [
    'a pattern',
    object({ a: { type: 'string', pattern: '^[a-z]+$' } }),
    { a: 'A' },
    ['spec.a: The value "A" does not match ^[a-z]+$'],
  ],
  [
    'a pattern that only Go knows, which is left to the server',
    object({ a: { type: 'string', pattern: '(?i)^x$(' } }),
    { a: 'A' },
    [],
  ],
  [
    'a bound, also one that is exclusive as in OpenAPI 3.0',
    object({
      a: { type: 'integer', minimum: 1 },
      b: { type: 'number', minimum: 0, exclusiveMinimum: true },
    }),
    { a: 0, b: 0 },
    ['spec.a: This must be >= 1', 'spec.b: This must be > 0'],
  ],
  [
    'a number or a text',
    object({
      a: {
        anyOf: [{ type: 'integer' }, { type: 'string' }],
        'x-kubernetes-int-or-string': true,
      },
      b: QUANTITY,
      c: QUANTITY,
    }),
    { a: true, b: '1Gi', c: 2.5 },
    ['spec.a: This must be a whole number or a text, and is true'],
  ],
  [
    'fields that are preserved, and those below them that are known',
    object(
      { known: { type: 'string' } },
      { 'x-kubernetes-preserve-unknown-fields': true },
    ),
    { any: 1, known: 2 },
    ['spec.known: This must be a text, and is 2'],
  ],
  [
    'a mapping with names of its own',
    object({ a: { type: 'object', additionalProperties: { type: 'string' } } }),
    { a: { description: 'x', 'y/z': 1 } },
    ['spec.a["y/z"]: This must be a text, and is 1'],
  ],
  [
    'a list that is a map',
    object({
      ports: {
        type: 'array',
        items: ITEM,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['port'],
      },
    }),
    { ports: [{ port: 1 }, { port: 2 }, { port: 1 }] },
    [
      'spec.ports[2]: The list has this entry twice (by port): Remove one of them.',
    ],
  ],
  [
    'a choice, whose branches do not say which fields there are',
    object(
      { a: { type: 'string' }, b: { type: 'string' } },
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    ),
    { a: 'x', b: 'y' },
    ['spec: None of the forms that are allowed here fits'],
  ],
  [
    'an object within, with the fields that every object has',
    object({
      a: {
        ...object({ spec: object({}) }),
        'x-kubernetes-embedded-resource': true,
      },
    }),
    { a: { apiVersion: 'v1', kind: 'Pod', metadata: {}, status: {} } },
    [
      'spec.a.status: The cluster does not know this field and would drop it: It knows spec.',
    ],
  ],
  [
    'null, which counts as not given',
    object({ a: { type: 'string' } }),
    { a: null },
    [],
  ],
])('says of %s', (_, spec, value, expected) => {
  expect(check(spec, value)).toEqual(expected);
});

it('follows references that lead back to themselves', () => {
  const node = { $ref: '#/components/schemas/node' };
  expect(
    check(
      object({ tree: node }),
      { tree: { left: { left: { right: 1 } } } },
      {
        node: object({ left: node }),
      },
    ),
  ).toEqual([
    'spec.tree.left.left.right: The cluster does not know this field and would drop it: It knows left.',
  ]);
});

it('finds no other version or kind, and refuses what is no document', () => {
  const found = document(object({}));
  expect(findKindSchema(found, { ...GVK, version: 'v2' })).toBeUndefined();
  expect(findKindSchema(found, { ...GVK, kind: 'Other' })).toBeUndefined();
  expect(() => findKindSchema({ swagger: '2.0' }, GVK)).toThrow(
    'no OpenAPI document',
  );
});
