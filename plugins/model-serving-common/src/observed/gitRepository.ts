import { readConditions, type ConditionRecord } from './condition';
import { readRevision } from './flux';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

const READ_CONDITIONS: ReadonlySet<string> = new Set(['Ready', 'FetchFailed']);

/**
 * A Flux GitRepository: what its Kustomizations are to apply.
 *
 * @public
 */
export interface GitRepositoryRecord extends ObservedRecord {
  readonly url: string;
  readonly suspend: boolean;
  /** The commit that was fetched last. */
  readonly revision?: string;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of Flux GitRepositories, source-controller v1.9
 * `source.toolkit.fluxcd.io/v1`.
 *
 * @public
 */
export const gitRepositoryProjection: Projection<GitRepositoryRecord> = {
  resource: {
    group: 'source.toolkit.fluxcd.io',
    kind: 'GitRepository',
    plural: 'gitrepositories',
    versions: ['v1', 'v1beta2'],
  },
  project(raw) {
    const repository = ObjectReader.create(raw, 'GitRepository');
    const spec = repository.object('spec');
    const status = repository.object('status');
    const revision = readRevision(status.object('artifact'), 'revision');
    return {
      meta: readMeta(repository),
      // Credentials have no place in a URL, but nobody keeps them out.
      url: spec.string('url').replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1'),
      suspend: spec.optionalBoolean('suspend') ?? false,
      ...(revision && { revision }),
      conditions: readConditions(status, READ_CONDITIONS),
    };
  },
};
