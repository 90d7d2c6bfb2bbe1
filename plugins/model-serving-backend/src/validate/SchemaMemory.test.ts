import { SchemaMemory } from './SchemaMemory';

function served(text: string) {
  return {
    schema: { root: { text }, definitions: {} },
    hash: text,
    servedAt: new Date(0),
  };
}

it('forgets what was not used for longest, and never the only one', () => {
  const memory = SchemaMemory.create(200);
  memory.set('eu', 'a', served('a'.repeat(50)));
  memory.set('eu', 'b', served('b'.repeat(50)));
  memory.get('eu', 'a');
  memory.set('us', 'a', served('c'.repeat(50)));
  expect(memory.get('eu', 'a')).toBeDefined();
  expect(memory.get('eu', 'b')).toBeUndefined();
  memory.set('us', 'large', served('d'.repeat(500)));
  expect(memory.get('us', 'large')).toBeDefined();
  expect(memory.get('eu', 'a')).toBeUndefined();
});
