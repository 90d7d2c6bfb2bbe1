import type { ModelFit } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './placement.module.css';

/** How the answer about a model's memory comes about, one click away. */
export function FitArithmetic(props: { fit: ModelFit }) {
  const { arithmetic, cautions } = props.fit;
  if (arithmetic.length === 0) {
    return null;
  }
  return (
    <details className={styles.arithmetic}>
      <summary>How that is worked out</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How much</th>
            <th scope="col">How it comes about</th>
          </tr>
        </thead>
        <tbody>
          {arithmetic.map(({ label, value, how, source }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={styles.figure}>{value}</td>
              <td title={source}>{how}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cautions.map(caution => (
        <p key={caution}>{caution}</p>
      ))}
    </details>
  );
}
