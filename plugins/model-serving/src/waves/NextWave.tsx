import type {
  ManifestChange,
  WaveChange,
  WaveStep,
} from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './waves.module.css';

/** What the next wave would change, field by field, on demand. */
export function NextWave({ next }: { next: WaveStep }) {
  return (
    <details className={styles.next}>
      <summary>
        What wave {next.number} changes in{' '}
        {next.clusters.map(({ title }) => title).join(', ')}
      </summary>
      {next.clusters.map(change => (
        <Cluster key={change.cluster} change={change} />
      ))}
    </details>
  );
}

function Cluster({ change }: { change: WaveChange }) {
  const { title, isNew, changes, more } = change;
  if (isNew) {
    return (
      <p>
        {title} has nothing of the service yet. It gets{' '}
        {changes.map(({ object }) => object).join(', ')}.
      </p>
    );
  }
  if (changes.length === 0) {
    return <p>{title} gets what it has: nothing changes there.</p>;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.changes}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col">Field</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(field => (
            <Field key={`${field.object} ${field.path}`} field={field} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{more} more fields are in the files.</p>}
    </div>
  );
}

function Field({ field }: { field: ManifestChange }) {
  const { object, path, from, to } = field;
  return (
    <tr>
      <td>{object}</td>
      <td>
        <code>{path || 'all of it'}</code>
      </td>
      <td>{from === undefined ? 'not there' : <code>{from}</code>}</td>
      <td>{to === undefined ? 'goes' : <code>{to}</code>}</td>
    </tr>
  );
}
