import type {
  ClusterValidation,
  ValidationProblem,
  ValidationReport,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '@modelfleet/backstage-plugin-model-serving-react';
import { Button } from '@backstage/ui';
import styles from './preview.module.css';

/** What each cluster says of the files, before anything is written. */
export function ClusterChecks(props: {
  report: ValidationReport;
  onRetry(): void;
}) {
  const { report, onRetry } = props;
  return (
    <section aria-label="What the clusters say" className={styles.checks}>
      <div className={styles.heading}>
        <strong>What the clusters say</strong>
        <Button size="small" variant="secondary" onPress={onRetry}>
          Check again
        </Button>
      </div>
      {!report.valid && (
        <p role="alert" className={styles.error}>
          The clusters would not take this as it is, so the task would stop
          before it writes anything. Go back and change what is named below.
        </p>
      )}
      <ul className={styles.clusters}>
        {report.clusters.map(check => (
          <li key={check.cluster.name}>
            <ClusterLine check={check} />
            <ul className={styles.problems}>
              {check.problems.map(problem => (
                <li key={JSON.stringify(problem)}>
                  <Problem problem={problem} />
                </li>
              ))}
              {check.notes.map(note => (
                <li key={note} className={styles.minor}>
                  {note}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ClusterLine({ check }: { check: ClusterValidation }) {
  const { cluster, status, objects, schemasAt, problems } = check;
  const checked = check.checked + (check.checkedByOwn ?? 0);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (
    <>
      <strong>{cluster.title}</strong>:{' '}
      {wordsFor(status, { objects, checked, errors: errors.length })}
      {schemasAt && (
        <span className={styles.minor}>
          {' '}
          <Age at={schemasAt} prefix="by what it served" />
        </span>
      )}
    </>
  );
}

function wordsFor(
  status: ClusterValidation['status'],
  figures: { objects: number; checked: number; errors: number },
): string {
  const { objects, checked, errors } = figures;
  const found =
    errors > 0
      ? `${errors} ${errors === 1 ? 'error' : 'errors'} found`
      : 'no error found';
  const all = objects === 1 ? 'its one object' : `all ${objects} objects`;
  switch (status) {
    case 'checked':
      return `${all} checked, ${found}`;
    case 'ownSchemas':
      return `${all} checked, not with the cluster but by Modelfleet’s own schemas, ${found}`;
    case 'partly':
      return `${checked} of ${objects} objects checked, ${found}`;
    default:
      return `not checked with the cluster, ${found} otherwise`;
  }
}

function Problem({ problem }: { problem: ValidationProblem }) {
  const { severity, file, object, path, message, advice } = problem;
  return (
    <span className={severity === 'error' ? styles.error : undefined}>
      {severity === 'error' ? 'Error' : 'Warning'}: {message}.{' '}
      {advice && `${advice} `}
      <span className={styles.minor}>
        {[file, object && `${object.kind} ${object.name}`, path]
          .filter(Boolean)
          .join(', ')}
      </span>
    </span>
  );
}
