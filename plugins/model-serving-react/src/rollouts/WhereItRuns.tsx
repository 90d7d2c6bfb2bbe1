import type { EntityOverview } from '@modelfleet/backstage-plugin-model-serving-common';
import { Skeleton } from '@backstage/ui';
import { sentenceOf } from '../feedback';
import { lastKnown, useEntityOverview } from '../live';
import { VerdictBadge } from '../verdict';
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
  const { state } = useEntityOverview(props.entityRef, { pace: 'slow' });
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
        title={state.status === 'failed' ? sentenceOf(state.error) : undefined}
      >
        could not be read
      </span>
    );
  }
  return (
    <span className={styles.root} data-old={state.status === 'failed'}>
      <Content overview={known.data} />
    </span>
  );
}

function Content(props: { overview: EntityOverview }) {
  const { overall, places, placeCount, blind } = props.overview;
  if (placeCount === 0 || !overall) {
    return (
      <span className={styles.minor}>
        {blind > 0 ? 'nowhere that we can see' : 'nowhere'}
      </span>
    );
  }
  const names = places.map(({ title }) => title);
  const more = placeCount - Math.min(names.length, NAMED_CLUSTERS);
  const unnamed = placeCount - names.length;
  return (
    <>
      <VerdictBadge verdict={overall.verdict} />
      <span
        className={styles.clusters}
        title={`${names.join(', ')}${
          unnamed > 0 ? ` and ${unnamed} more` : ''
        }`}
      >
        {names.slice(0, NAMED_CLUSTERS).join(', ')}
        {more > 0 && ` and ${more} more`}
      </span>
    </>
  );
}
