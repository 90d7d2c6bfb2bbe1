import { renderService } from '../rendering/renderService';
import type { ServiceFiles, ServiceRequest } from '../rendering/types';
import { serviceCombinations } from '../testUtils';
import { resolveOverlay } from '../validation';
import { nextWave, readWaves, renderInWaves, stopWaves } from '.';
import { digest } from './waves.fixture';

/** A small generator of the same numbers every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function built(files: ServiceFiles, cluster: string): unknown {
  return resolveOverlay(files, cluster).manifests.map(({ object }) => object);
}

/** Every cluster in some wave, none empty. */
function randomWaves(clusters: readonly string[], random: () => number) {
  const left = [...clusters];
  const waves: string[][] = [];
  while (left.length > 0) {
    const size = 1 + Math.floor(random() * 2);
    waves.push(
      Array.from({ length: Math.min(size, left.length) }, () =>
        left.splice(Math.floor(random() * left.length), 1),
      ).flat(),
    );
  }
  return waves;
}

/** What people add: a comment, a patch of their own, a file that the base lists. */
function byPeople(files: ServiceFiles, random: () => number): ServiceFiles {
  const changed = new Map(files);
  for (const [path, text] of files) {
    if (random() < 0.4) {
      changed.set(path, `# kept\n${text}`);
    }
    if (/^clusters\//.test(path) && random() < 0.5) {
      changed.set(
        path,
        (changed.get(path) ?? '').replace(
          '- ../../base',
          "- '../../base/' # b",
        ),
      );
    }
  }
  const list = changed.get('base/kustomization.yaml');
  if (list && random() < 0.5) {
    changed.set(
      'base/kustomization.yaml',
      list.replace('resources:\n', 'resources:\n  - extra.yaml\n'),
    );
    changed.set(
      'base/extra.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n',
    );
  }
  return changed;
}

const COMBINATIONS = serviceCombinations();

function randomRequest(random: () => number): ServiceRequest {
  const at = Math.floor(random() * COMBINATIONS.length);
  const { request } = COMBINATIONS[at] ?? { request: undefined };
  if (!request) throw new Error('There is no such combination');
  return request;
}

/** What is, beside what shall be, at each wave of a change. */
function walk(seed: number): [is: unknown, shall: unknown][] {
  const random = numbers(seed);
  const before = randomRequest(random);
  const request = randomRequest(random);
  const isNew = random() < 0.2;
  const existing = isNew
    ? new Map<string, string>()
    : byPeople(renderService(before).files, random);
  const clusters = request.placements.map(({ cluster }) => cluster);
  const waves = randomWaves(clusters, random);
  const plain = renderService(request, existing);
  const options = { waves, digest };
  const first = renderInWaves(request, existing, options);
  const found: [unknown, unknown][] = [
    [[...renderInWaves(request, existing, options).files], [...first.files]],
  ];
  if (waves.length < 2 || plain.changed.length === 0) {
    return found;
  }
  let earlier: ServiceFiles = existing;
  let files: ServiceFiles = first.files;
  for (const [index, wave] of waves.entries()) {
    found.push([readWaves(files)?.gone, index + 1]);
    for (const cluster of clusters) {
      const source = wave.includes(cluster) ? plain.files : earlier;
      found.push([built(files, cluster), built(source, cluster)]);
    }
    if (index + 1 < waves.length) {
      const stopped = Object.fromEntries(stopWaves(files).files);
      // A new service has nothing to go back to.
      found.push([stopped, isNew ? stopped : Object.fromEntries(existing)]);
      earlier = files;
      files = nextWave(files, digest);
    }
  }
  const { 'waves.yaml': record, ...end } = Object.fromEntries(files);
  found.push([typeof record, 'string']);
  found.push([end, Object.fromEntries(plain.files)]);
  return found;
}

describe('any change in any waves', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'changes the clusters of a wave and no others, and ends as without waves (seed %i)',
    seed => {
      for (const [is, shall] of walk(seed)) {
        expect(is).toEqual(shall);
      }
    },
  );
});
