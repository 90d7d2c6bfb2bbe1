import { useState } from 'react';
import { formatFigure } from '@modelfleet/backstage-plugin-model-serving-react';
import { pointsOf, thinned, type ChartLine } from './chartPoints';
import styles from './GroupCharts.module.css';

const MOST_ROWS = 13;

/** The same values as a table, for those who do not see the lines. */
export function PointTable(props: {
  label: string;
  lines: readonly ChartLine[];
}) {
  const { label, lines } = props;
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.values}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>Values</summary>
      {open && (
        <table aria-label={label}>
          <thead>
            <tr>
              <th scope="col">Time</th>
              {lines.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name ?? 'Value'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {thinned(pointsOf(lines), MOST_ROWS).map(({ at, values }) => (
              <tr key={at}>
                <th scope="row">
                  <time dateTime={new Date(at).toISOString()}>
                    {new Date(at).toLocaleString([], {
                      weekday: 'short',
                      hour: '2-digit',
                      minute: '2-digit',
                    })}
                  </time>
                </th>
                {lines.map(({ id, series }) => {
                  const value = values[id];
                  return (
                    <td key={id}>
                      {typeof value === 'number'
                        ? formatFigure(value, series.unit)
                        : 'no value'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
