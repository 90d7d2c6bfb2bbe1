import { isSaidBySchema } from './isSaidBySchema';

const schema = { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$', maxLength: 40 };

it.each<[unknown, object, boolean]>([
  ['support-chat', schema, false],
  ['../../etc', schema, true],
  ['x'.repeat(41), schema, true],
  ['../../etc', {}, false],
  [undefined, schema, false],
  [7, schema, false],
])('knows of %j whether a schema refuses it', (value, rules, said) => {
  expect(isSaidBySchema(value, rules)).toBe(said);
});
