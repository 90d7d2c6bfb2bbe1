import type {
  ClusterGpuActivity,
  GpuProductActivity,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  describeSeries,
  FigureText,
  Sparkline,
} from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './GpuList.module.css';

/** How busy the devices of one product are, and how many are held for nothing. */
export function ProductActivity(props: { activity: GpuProductActivity }) {
  const { activity } = props;
  const { utilization, utilizationSeries, memoryShare, idle, held } = activity;
  return (
    <p className={styles.activity}>
      <span>
        busy <FigureText figure={utilization} />
      </span>
      {utilizationSeries && (
        <Sparkline
          values={utilizationSeries.values}
          max={1}
          label={describeSeries(
            `How busy ${activity.product} was`,
            utilizationSeries,
          )}
        />
      )}
      {memoryShare && (
        <span>
          memory <FigureText figure={memoryShare} />
        </span>
      )}
      {idle.devices === undefined ? (
        <span className={styles.minor}>
          {idle.message ?? 'how many are idle is not known'}
        </span>
      ) : (
        <span data-part={idle.devices > 0 ? 'idle' : undefined}>
          {`idle ${idle.devices} of ${held} held`}
          <span className={styles.minor}>
            {` (below ${percent(idle.belowShare)} for ${minutes(
              idle.afterSeconds,
            )})`}
          </span>
        </span>
      )}
      {'confirmedAt' in utilization && (
        <span className={styles.minor}>
          <Age at={utilization.confirmedAt} prefix="measured" />
        </span>
      )}
    </p>
  );
}

/** Why nothing says how busy a cluster's GPUs are; nothing when something does. */
export function NoActivity(props: {
  activity: ClusterGpuActivity | undefined;
  problem: string | undefined;
}) {
  const { activity, problem } = props;
  const why = reason(activity, problem);
  return why === undefined ? null : (
    <p className={styles.minor}>No utilisation data: {why}</p>
  );
}

function reason(
  activity: ClusterGpuActivity | undefined,
  problem: string | undefined,
): string | undefined {
  if (!activity) {
    return problem;
  }
  switch (activity.status) {
    case 'ok':
      return undefined;
    case 'noSource':
      return activity.message ?? 'no metrics source.';
    case 'noData':
      return activity.message ?? 'the metrics source has none.';
    default:
      return activity.message ?? 'the metrics source could not be read.';
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function minutes(seconds: number): string {
  const count = Math.round(seconds / 60);
  return count < 120 ? `${count} min` : `${Math.round(count / 60)} h`;
}
