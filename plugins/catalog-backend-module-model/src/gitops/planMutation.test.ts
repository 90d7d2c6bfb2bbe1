import { Entity } from '@backstage/catalog-model';
import { planMutation } from './planMutation';
import { settleClaims } from './settleClaims';
import { ServiceFile } from './types';

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'x', lifecycle: 'y', owner: 'z' },
});

const good = (path: string, ...names: string[]): ServiceFile => ({
  path,
  entities: names.map(component),
});
const broken = (path: string): ServiceFile => ({
  path,
  problem: 'broken',
  keep: true,
});
const foreign = (path: string): ServiceFile => ({
  path,
  problem: 'no tenant',
  keep: false,
});
const ref = (name: string) => `component:default/${name}`;

/** In one line: what the catalog is told. */
function plan(
  held: Record<string, string[]>,
  files: ServiceFile[],
): { told: string; held: Record<string, readonly string[]> } {
  const { mutation, held: next } = planMutation(
    'key',
    new Map(Object.entries(held)),
    files,
  );
  const told =
    mutation.type === 'full'
      ? `only ${mutation.entities.map(e => e.entity.metadata.name)}`
      : `add ${mutation.added.map(
          e => e.entity.metadata.name,
        )} remove ${mutation.removed.map(
          r => 'entityRef' in r && r.entityRef,
        )}`;
  return { told, held: Object.fromEntries(next) };
}

describe('planMutation', () => {
  it('tells everything when all files are right', () => {
    expect(plan({ a: [ref('a')] }, [good('b', 'b')])).toEqual({
      told: 'only b',
      held: { b: [ref('b')] },
    });
  });

  it('keeps what a broken file said, and deletes what is certainly gone', () => {
    expect(
      plan({ a: [ref('a')], b: [ref('b')], c: [ref('c1'), ref('c2')] }, [
        broken('a'),
        good('c', 'c1'),
      ]),
    ).toEqual({
      told: `add c1 remove ${ref('b')},${ref('c2')}`,
      held: { a: [ref('a')], c: [ref('c1')] },
    });
  });

  it('deletes nothing when it cannot know, as after a restart', () => {
    expect(plan({}, [broken('a'), good('b', 'b')])).toEqual({
      told: 'add b remove ',
      held: { a: [], b: [ref('b')] },
    });
  });

  it('does not delete what moved to another file', () => {
    expect(
      plan({ a: [ref('x')], z: [ref('z')] }, [good('b', 'x'), broken('z')])
        .told,
    ).toBe('add x remove ');
  });

  it('does not keep the services of a tenant that was taken away', () => {
    expect(plan({ a: [ref('a')] }, [foreign('a'), good('b', 'b')]).told).toBe(
      'only b',
    );
  });
});

describe('settleClaims', () => {
  /** Which files are refused. */
  const refused = (held: Record<string, string[]>, files: ServiceFile[]) =>
    settleClaims(new Map(Object.entries(held)), files)
      .filter(file => 'problem' in file && file.problem !== 'broken')
      .map(({ path }) => path);

  it.each<[string, Record<string, string[]>, ServiceFile[], string[]]>([
    ['lets different names be', {}, [good('a', 'x'), good('b', 'y')], []],
    [
      'leaves a name to the file that had it',
      { b: [ref('x')] },
      [good('a', 'x'), good('b', 'x')],
      ['a'],
    ],
    [
      'leaves it even to a file that is broken now',
      { b: [ref('x')] },
      [good('a', 'x'), broken('b')],
      ['a'],
    ],
    [
      'takes neither when it cannot know whose it is',
      {},
      [good('a', 'x'), good('b', 'x')],
      ['a', 'b'],
    ],
    [
      'lets a service move to another folder',
      { a: [ref('x')] },
      [good('b', 'x')],
      [],
    ],
    [
      'gives no say to a folder that is no tenant',
      { b: [ref('x')] },
      [good('a', 'x'), foreign('b')],
      ['b'],
    ],
  ])('%s', (_, held, files, expected) => {
    expect(refused(held, files)).toEqual(expected);
  });

  it('names the rival', () => {
    const [file] = settleClaims(new Map(), [good('a', 'x'), good('b', 'x')]);
    expect(file).toEqual({
      path: 'a',
      problem: 'it defines component:default/x, which b defines too',
      keep: true,
    });
  });
});
