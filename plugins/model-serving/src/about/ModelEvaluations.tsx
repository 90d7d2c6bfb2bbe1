import type { ModelEvaluation } from '@modelfleet/backstage-plugin-model-serving-common';
import { Link } from '@backstage/ui';
import styles from './AboutModelCard.module.css';

/** Published results, with their source. */
export function ModelEvaluations(props: {
  evaluations: readonly ModelEvaluation[];
}) {
  const { evaluations } = props;
  if (evaluations.length === 0) {
    return null;
  }
  return (
    <section>
      <h4 className={styles.title}>Published evaluations</h4>
      <ul className={styles.list}>
        {evaluations.map(({ benchmark, metric, value, url }) => (
          <li key={`${benchmark} ${metric}`} className={styles.evaluation}>
            <span>
              {url ? (
                <Link href={url} target="_blank" rel="noopener">
                  {benchmark}
                </Link>
              ) : (
                benchmark
              )}
              <span className={styles.minor}> {metric}</span>
            </span>
            <strong>{value}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
