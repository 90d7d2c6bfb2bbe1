import { ServiceUnavailableError } from '@backstage/errors';
import type {
  Answer,
  ModelServingApi,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  everyGpu,
  everyRollout,
  fixtureTime,
  manyGpus,
  manyRollouts,
  noRollouts,
  overviewOf,
  partOf,
} from '../src/__fixtures__';

/** Answers by the name of the entity: see {@link galleryCases}. */
export function fakeModelServingApi(): ModelServingApi {
  const asked = new Map<string, number>();
  const time = fixtureTime(Date.now());

  async function reply<T>(
    key: string,
    options: { name: string; views: Record<string, T>; otherwise: T },
  ): Promise<Answer<T>> {
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const { name } = options;
    if (name === 'loading') {
      return new Promise(() => {});
    }
    if (name === 'failing' || (name === 'stale' && times > 1)) {
      throw new ServiceUnavailableError(
        'The model-serving backend is starting and has no answer yet.',
      );
    }
    return {
      status: 'changed',
      value: options.views[name] ?? options.otherwise,
    };
  }

  const nameOf = (entityRef: string) => entityRef.split('/').pop() ?? '';
  const none = { version: '1', items: [] };
  return {
    getEntityRollouts: (ref, question) =>
      reply(`rollouts ${ref}`, {
        name: nameOf(ref),
        views: {
          many: partOf(manyRollouts(time, 1_000), question),
          none: noRollouts(time),
          'model-3': noRollouts(time),
          'model-4': manyRollouts(time, 6),
        },
        otherwise: everyRollout(time),
      }),
    getEntityWaves: async ref => ({
      status: 'changed',
      value: { version: '1', entityRef: ref },
    }),
    getEntityGpus: ref =>
      reply(`gpus ${ref}`, {
        name: nameOf(ref),
        views: {
          many: manyGpus(time, 200),
          none: { ...none, entityRef: ref },
        },
        otherwise: everyGpu(time),
      }),
    getOverviews: async refs => ({
      status: 'changed',
      value: {
        version: '1',
        missing: [],
        items: refs.map(ref => overviewOf(ref, manyRollouts(time, 6))),
      },
    }),
    getWorkloads: async () => ({
      status: 'changed',
      value: { version: '1', total: 0, items: [], clusters: [] },
    }),
    getDoctor: async () => ({
      status: 'changed',
      value: { version: '1', mayReadDetails: true, items: [] },
    }),
    getClusterDoctor: async () => {
      throw new ServiceUnavailableError('The gallery has no cluster.');
    },
    getClusters: async () => ({ status: 'changed', value: none }),
    getEntityFigures: async ref => ({
      status: 'changed',
      value: {
        entityRef: ref,
        range: '1h',
        refreshSeconds: 15,
        items: [],
        sources: [],
      },
    }),
    getGpuHolders: async () => ({
      status: 'changed',
      value: { version: 'gallery', items: [] },
    }),
    getGpuActivity: async () => ({
      status: 'changed',
      value: { range: '1h', refreshSeconds: 15, items: [], sources: [] },
    }),
    getTenants: async () => ({ items: [] }),
    planChange: async () => {
      throw new ServiceUnavailableError('The gallery plans nothing.');
    },
    assessRooms: async ({ placements, namespace = 'default' }) => ({
      items: placements.map(({ cluster }) => ({
        cluster,
        namespace,
        verdict: 'room',
        message: `No quota of the namespace ${namespace} limits it.`,
        limits: [],
        notKnown: [],
      })),
    }),
    getService: async () => {
      throw new ServiceUnavailableError('The gallery reads no repository.');
    },
    previewChange: async () => {
      throw new ServiceUnavailableError('The gallery previews nothing.');
    },
    validateFiles: async () => {
      throw new ServiceUnavailableError('The gallery checks nothing.');
    },
  };
}
