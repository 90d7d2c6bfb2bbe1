import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';
import { cut } from './text';

/**
 * An Argo CD ApplicationSet: makes Applications, and delivers nothing itself.
 *
 * @public
 */
export interface ApplicationSetRecord extends ObservedRecord {
  /** Folders that it makes Applications of, one list for each generator. */
  readonly folders: readonly {
    readonly repoUrl: string;
    /** As written, with `*` for any part of a path. */
    readonly paths: readonly string[];
    readonly excluded: readonly string[];
  }[];
  readonly conditions: readonly ConditionRecord[];
  /** What a progressive sync says of each Application that is not done. */
  readonly waiting: readonly {
    readonly application: string;
    readonly status: string;
    readonly step?: string;
    readonly message?: string;
    readonly since?: string;
  }[];
}

/** How many Applications that wait are kept of one ApplicationSet. */
const MOST_WAITING = 200;
/** Generators may hold generators: matrix and merge, Argo CD v3.5. */
const DEEPEST = 3;

/**
 * The projection of Argo CD ApplicationSets, v3.5 `argoproj.io/v1alpha1`.
 *
 * @public
 */
export const applicationSetProjection: Projection<ApplicationSetRecord> = {
  resource: {
    group: 'argoproj.io',
    kind: 'ApplicationSet',
    plural: 'applicationsets',
    versions: ['v1alpha1'],
  },
  project(raw) {
    const set = ObjectReader.create(raw, 'ApplicationSet');
    const status = set.object('status');
    return {
      meta: readMeta(set),
      folders: readFolders(set.object('spec').list('generators')),
      conditions: readConditions(status),
      waiting: status
        .list('applicationStatus')
        .map(readApplicationStatus)
        .filter(application => application.status !== 'Healthy')
        .slice(0, MOST_WAITING),
    };
  },
};

function readFolders(
  generators: readonly ObjectReader[],
  depth: number = 0,
): ApplicationSetRecord['folders'] {
  if (depth > DEEPEST) return [];
  return generators.flatMap(generator => {
    const git = generator.object('git');
    const directories = git.list('directories').map(directory => ({
      path: directory.optionalString('path') ?? '',
      exclude: directory.optionalBoolean('exclude') ?? false,
    }));
    const own =
      directories.length > 0
        ? [
            {
              repoUrl: git.optionalString('repoURL') ?? '',
              paths: directories.filter(d => !d.exclude).map(d => d.path),
              excluded: directories.filter(d => d.exclude).map(d => d.path),
            },
          ]
        : [];
    const nested = ['matrix', 'merge'].flatMap(kind =>
      readFolders(generator.object(kind).list('generators'), depth + 1),
    );
    return [...own, ...nested];
  });
}

function readApplicationStatus(
  application: ObjectReader,
): ApplicationSetRecord['waiting'][number] {
  const step = application.optionalString('step');
  const message = application.optionalString('message');
  const since = application.optionalString('lastTransitionTime');
  return {
    application: application.string('application'),
    status: application.optionalString('status') ?? '',
    ...(step && { step }),
    ...(message && { message: cut(message, 200) }),
    ...(since && { since }),
  };
}
