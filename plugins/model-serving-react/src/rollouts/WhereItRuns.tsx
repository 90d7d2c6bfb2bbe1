import type {
  Rollout,
  RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Skeleton } from '@backstage/ui';
import { describeCluster } from '../cluster';
import { lastKnown, useEntityRollouts } from '../live';
import { compareVerdicts, VerdictBadge } from '../verdict';
import styles from './WhereItRuns.module.css';

/** So many names fit a table's cell. */
const NAMED_CLUSTERS = 3;

/** @public */
export interface WhereItRunsProps {
  /** Full entity ref of a Model or an inference service. */
  entityRef: string;
}

/**
 * The worst verdict of an entity and the clusters where it runs, for a cell
 * of a table.
 *
 * @public
 */
export function WhereItRuns(props: WhereItRunsProps) {
  const { state } = useEntityRollouts(props.entityRef, { pace: 'slow' });
  const known = lastKnown(state);
  if (state.status === 'loading') {
    return (
      <span aria-busy="true" aria-label="Loading">
        <Skeleton width={96} height={20} />
      </span>
    );
  }
  if (!known) {
    return (
      <span
        className={styles.minor}
        title={state.status === 'failed' ? state.error.message : undefined}
      >
        could not be read
      </span>
    );
  }
  return (
    <span className={styles.root} data-old={state.status === 'failed'}>
      <Content view={known.data} />
    </span>
  );
}

function Content(props: { view: RolloutsView }) {
  const { items, clusters, overall } = props.view;
  const blind = clusters.some(({ state }) => !describeCluster(state).current);
  if (items.length === 0) {
    return (
      <span className={styles.minor}>
        {blind ? 'nowhere that we can see' : 'nowhere'}
      </span>
    );
  }
  const verdict = overall?.verdict ?? worst(items);
  const names = [...new Set(items.map(({ cluster }) => cluster.title))];
  const more = names.length - NAMED_CLUSTERS;
  return (
    <>
      {verdict && <VerdictBadge verdict={verdict} />}
      <span className={styles.clusters} title={names.join(', ')}>
        {names.slice(0, NAMED_CLUSTERS).join(', ')}
        {more > 0 && ` and ${more} more`}
      </span>
    </>
  );
}

function worst(items: readonly Rollout[]) {
  return items
    .map(({ judgement }) => judgement.verdict)
    .sort(compareVerdicts)[0];
}
