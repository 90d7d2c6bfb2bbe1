import type {
  FiguresView,
  MetricsSourceState,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Alert } from '@backstage/ui';
import { Age } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './FigureList.module.css';

/** What is wrong with the sources, and which clusters have none. */
export function SourceNotes(props: { view: FiguresView }) {
  const { items, sources } = props.view;
  const uncovered = [
    ...new Set(
      items
        .filter(({ figures }) => {
          const { requestRate } = figures;
          return (
            requestRate?.status === 'noData' &&
            requestRate.reason === 'noSource'
          );
        })
        .map(({ cluster }) => cluster.title),
    ),
  ];
  const troubled = sources.filter(
    ({ status }) => status === 'error' || status === 'partial',
  );
  const warning = sources.filter(
    source => !troubled.includes(source) && source.warnings.length > 0,
  );
  return (
    <>
      {uncovered.length > 0 && (
        <Alert
          status="info"
          icon
          title={`No metrics source for ${inWords(uncovered)}`}
          description="Nothing is measured there, so what is missing below is unknown and not 0. The platform team can name a Prometheus for these clusters, or allow reading the metrics of their pods, under modelServing.metrics in Backstage's configuration."
        />
      )}
      {troubled.map(source => (
        <Alert
          key={source.id}
          status={source.status === 'error' ? 'danger' : 'warning'}
          icon
          title={headline(source)}
          description={
            <>
              {source.message}
              {source.confirmedAt && (
                <>
                  {' '}
                  It last answered <Age at={source.confirmedAt} />.
                </>
              )}
              <Warnings source={source} />
            </>
          }
        />
      ))}
      {warning.map(source => (
        // It answered: what it adds is for who wants to know.
        <details key={source.id} className={styles.note}>
          <summary>
            {source.title}: {source.warnings.length}{' '}
            {source.warnings.length === 1 ? 'warning' : 'warnings'}
          </summary>
          <Warnings source={source} />
        </details>
      ))}
    </>
  );
}

/** In the source's own words. */
function Warnings({ source: { warnings } }: { source: MetricsSourceState }) {
  return warnings.length === 0 ? null : (
    <ul className={styles.warnings}>
      {warnings.map(warning => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}

function headline({ status, title }: MetricsSourceState): string {
  return status === 'error'
    ? `${title} could not be read`
    : `${title} answered in part`;
}

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
