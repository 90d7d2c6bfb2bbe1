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
    ({ status, warnings }) =>
      status === 'error' || status === 'partial' || warnings.length > 0,
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
              {source.warnings.length > 0 && (
                <ul className={styles.warnings}>
                  {source.warnings.map(warning => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              )}
            </>
          }
        />
      ))}
    </>
  );
}

function headline({ status, title }: MetricsSourceState): string {
  switch (status) {
    case 'error':
      return `${title} could not be read`;
    case 'partial':
      return `${title} answered in part`;
    default:
      return `${title} warns`;
  }
}

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
