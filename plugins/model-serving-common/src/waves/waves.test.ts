import { parse } from 'yaml';
import { renderService } from '../rendering/renderService';
import type { ServiceFiles, ServiceRequest } from '../rendering/types';
import {
  changedClusters,
  clusterChanges,
  nextWave,
  readWaves,
  renderInWaves,
  stopWaves,
} from '.';
import { digest, FLEET, on, OTHER_MODEL } from './waves.fixture';

const WAVES = [['cloud-us'], ['cloud-eu'], ['edge-a', 'edge-b', 'edge-c']];

function begin(
  request: ServiceRequest,
  existing: ServiceFiles,
  waves: readonly (readonly string[])[] = WAVES,
) {
  return renderInWaves(request, existing, { waves, digest });
}

function dependencies(files: ServiceFiles): string[] {
  return parse(files.get('catalog-info.yaml') ?? '').spec.dependsOn;
}

function without(files: ServiceFiles): Record<string, string> {
  const { 'waves.yaml': _, ...rest } = Object.fromEntries(files);
  return rest;
}

const atAll = renderService(on(FLEET)).files;

describe('a change in waves', () => {
  it('reaches the clusters of its waves, one after the other', () => {
    const request = on(FLEET, OTHER_MODEL);
    const first = begin(request, atAll);
    expect(first.changedClusters).toEqual(['cloud-us']);
    expect(first.progress).toMatchObject({ gone: 1, isOpen: true });
    expect(first.files.get('base/inferenceservice.yaml')).toBe(
      atAll.get('base/inferenceservice.yaml'),
    );
    const second = nextWave(first.files, digest);
    expect(changedClusters(first.files, second)).toEqual(['cloud-eu']);
    const third = nextWave(second, digest);
    expect(changedClusters(second, third)).toEqual([
      'edge-a',
      'edge-b',
      'edge-c',
    ]);
    expect(readWaves(third)).toMatchObject({ gone: 3, isOpen: false });
    expect(without(third)).toEqual(
      Object.fromEntries(renderService(request, atAll).files),
    );
  });

  it('shows in Git what is to come, where nothing applies it', () => {
    const { files, changed } = begin(on(FLEET, OTHER_MODEL), atAll);
    expect(changed.filter(path => path.startsWith('clusters/'))).toEqual([
      'clusters/cloud-us/kustomization.yaml',
    ]);
    expect(files.get('clusters/cloud-us/kustomization.yaml')).toContain(
      '- ../../next\n',
    );
    expect(files.get('before/cloud-us/kustomization.yaml')).toBe(
      atAll.get('clusters/cloud-us/kustomization.yaml'),
    );
    const promoted = nextWave(files, digest);
    expect(promoted.get('clusters/cloud-eu/kustomization.yaml')).toBe(
      files.get('waiting/cloud-eu/kustomization.yaml'),
    );
    expect(promoted.get('waves.yaml')).toBe(
      files.get('waves.yaml')?.replace('gone: 1', 'gone: 2'),
    );
  });

  it('brings a new service to the clusters of the first wave alone', () => {
    const first = begin(on(FLEET), new Map());
    expect(first.changedClusters).toEqual(['cloud-us']);
    expect(first.files.has('next/kustomization.yaml')).toBe(false);
    expect(dependencies(first.files)).toEqual([
      'model:default/llama-3.1-8b-instruct',
      'resource:default/cloud-us',
    ]);
    const end = nextWave(nextWave(first.files, digest), digest);
    expect(without(end)).toEqual(Object.fromEntries(atAll));
  });

  it('lets the Component depend on both Models while both are served', () => {
    const { files } = begin(on(FLEET, OTHER_MODEL), atAll);
    const models = (tree: ServiceFiles) =>
      dependencies(tree).filter(ref => ref.startsWith('model:'));
    expect(models(files).sort()).toEqual([
      'model:default/llama-3.1-8b-instruct',
      'model:default/qwen-3-8b',
    ]);
    expect(models(nextWave(nextWave(files, digest), digest))).toEqual([
      'model:default/qwen-3-8b',
    ]);
  });

  it('needs no second base where only overlays change', () => {
    const request = on(FLEET, {}, { replicas: 3 });
    const first = begin(request, atAll);
    expect(first.changedClusters).toEqual(['cloud-us']);
    expect([...first.files.keys()].some(path => path.startsWith('next/'))).toBe(
      false,
    );
  });

  it('is none with one wave, or when nothing changes', () => {
    const request = on(FLEET, OTHER_MODEL);
    expect(begin(request, atAll, [FLEET]).progress).toBeUndefined();
    expect(begin(on(FLEET), atAll).changed).toEqual([]);
  });

  it('is the same again, at every wave', () => {
    const request = on(FLEET, OTHER_MODEL);
    let { files } = begin(request, atAll);
    for (const _ of WAVES) {
      const again = begin(request, files);
      expect(again.changed).toEqual([]);
      expect(again.removed).toEqual([]);
      files = readWaves(files)?.isOpen ? nextWave(files, digest) : files;
    }
  });

  it('lets the next change replace the record of the last', () => {
    const done = nextWave(
      nextWave(begin(on(FLEET, OTHER_MODEL), atAll).files, digest),
      digest,
    );
    const plain = renderInWaves(on(FLEET), done, { digest });
    expect(plain.removed).toEqual(['waves.yaml']);
    const again = begin(on(FLEET), done, [
      ['edge-a'],
      FLEET.filter(name => name !== 'edge-a'),
    ]);
    expect(again.changedClusters).toEqual(['edge-a']);
  });

  it('says what a wave brings, field by field', () => {
    const { files } = begin(on(FLEET, OTHER_MODEL), atAll);
    const changes = clusterChanges(files, nextWave(files, digest), 'cloud-eu');
    expect(changes).toContainEqual({
      object: 'InferenceService support-chat',
      path: 'spec.predictor.model.storageUri',
      from: 'hf://meta-llama/Llama-3.1-8B-Instruct:0e9e39f249a16976918f6564b8830bc894c89659',
      to: 'hf://Qwen/Qwen3-8B:b968826d9c46dd6066d109eabc6255188de91218',
    });
  });
});

describe('what people do beside it', () => {
  const request = on(FLEET, OTHER_MODEL);
  const { files } = begin(request, atAll);
  const changed = (path: string, add = '\n# ours\n') =>
    new Map(files).set(path, `${files.get(path)}${add}`);

  it.each([
    ['base', 'base/inferenceservice.yaml'],
    ['clusters/cloud-eu', 'clusters/cloud-eu/kustomization.yaml'],
  ])('to %s is not lost', (folder, path) => {
    expect(() => nextWave(changed(path), digest)).toThrow(
      `${folder} was changed after the plan of waves was made`,
    );
  });

  it('to the Component stays until the end', () => {
    const touched = changed('catalog-info.yaml', '# ours\n');
    const end = nextWave(nextWave(touched, digest), digest);
    expect(end.get('catalog-info.yaml')).toContain('# ours');
    expect(dependencies(end)).not.toContain(
      'model:default/llama-3.1-8b-instruct',
    );
  });

  it('to the next base goes to every cluster with its wave', () => {
    const touched = changed('next/inferenceservice.yaml');
    const end = nextWave(nextWave(touched, digest), digest);
    expect(end.get('base/inferenceservice.yaml')).toContain('# ours');
  });

  it('to other files stays', () => {
    const touched = new Map(files).set('NOTES.md', 'hello');
    const end = nextWave(nextWave(touched, digest), digest);
    expect(end.get('NOTES.md')).toBe('hello');
  });

  it.each<[string, () => unknown]>([
    ['another change', () => renderInWaves(on(FLEET), files, { digest })],
    ['a plain render', () => renderService(on(FLEET), files)],
    [
      'other waves',
      () => begin(request, files, [FLEET.slice(1), ['cloud-us']]),
    ],
  ])('%s waits for the end', (_, act) => {
    expect(act).toThrow('is under way in waves: 1 of 3 have gone');
  });
});

describe('a stop', () => {
  it('gives every cluster what it had', () => {
    const { files } = begin(on(FLEET, OTHER_MODEL), atAll);
    const stopped = stopWaves(nextWave(files, digest));
    expect(stopped.restored).toEqual(['cloud-us', 'cloud-eu']);
    expect(Object.fromEntries(stopped.files)).toEqual(
      Object.fromEntries(atAll),
    );
  });

  it('takes a service out of clusters that the plan brought it to', () => {
    const some = renderService(on(['cloud-eu'])).files;
    const { files } = begin(on(FLEET), some);
    const stopped = stopWaves(files);
    expect(stopped.left).toEqual(['cloud-us']);
    expect(Object.fromEntries(stopped.files)).toEqual(Object.fromEntries(some));
  });

  it('leaves a new service where it is', () => {
    const { files } = begin(on(FLEET), new Map());
    const stopped = stopWaves(files);
    expect(Object.fromEntries(stopped.files)).toEqual(
      Object.fromEntries(renderService(on(['cloud-us'])).files),
    );
  });

  it('keeps what people wrote into the Component', () => {
    const { files } = begin(on(FLEET, OTHER_MODEL), atAll);
    const touched = new Map(files).set(
      'catalog-info.yaml',
      `${files.get('catalog-info.yaml')}# ours\n`,
    );
    const { files: after } = stopWaves(touched);
    expect(after.get('catalog-info.yaml')).toContain('# ours');
    expect(dependencies(after)).toContain(
      'model:default/llama-3.1-8b-instruct',
    );
    expect(dependencies(after)).not.toContain('model:default/qwen-3-8b');
  });

  it('needs a plan', () => {
    expect(() => stopWaves(atAll)).toThrow('has no plan of waves');
  });
});

describe('waves', () => {
  it.each<[readonly (readonly string[])[], string]>([
    [[['cloud-us']], 'No wave has cloud-eu, edge-a, edge-b, edge-c'],
    [[FLEET, ['mars']], "A wave has 'mars', which the change is not for"],
    [[FLEET, ['cloud-us']], "has 'cloud-us' in two waves"],
    [[FLEET, []], 'has no cluster in wave 2'],
    [[['../x'], FLEET], 'names a cluster that is none'],
  ])('%j are refused', (waves, message) => {
    expect(() => begin(on(FLEET), new Map(), waves)).toThrow(message);
  });

  it.each([
    ['kind: WavePlan', 'kind: Other', 'is no WavePlan'],
    ['isNew: false', 'isNew: maybe', 'must have metadata.name and spec.isNew'],
    ['isNew: false', 'isNew: false\n  extra: 1', 'unknown field spec.extra'],
    ['- cloud-us', '- 1', 'no list of names'],
    ['- cloud-eu', '- cloud-us', 'in two waves'],
    ['- cloud-eu', '- cloud-ch', 'has no wave to come for waiting/cloud-eu'],
    ['gone: 1', 'gone: 2', 'has no wave to come for waiting/cloud-eu'],
    ['gone: 1', 'gone: 4', 'spec.gone that is no number from 1 to 3'],
  ])('in Git with %s → %s are not guessed at', (from, to, message) => {
    const { files } = begin(on(FLEET, OTHER_MODEL), atAll);
    const text = files.get('waves.yaml') ?? '';
    expect(text).toContain(from);
    const faulty = new Map(files).set('waves.yaml', text.replace(from, to));
    expect(() => readWaves(faulty)).toThrow(message);
  });
});
