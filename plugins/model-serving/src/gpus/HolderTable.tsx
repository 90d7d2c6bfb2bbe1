import { useState } from 'react';
import { EntityLink } from '@modelfleet/backstage-plugin-model-serving-react';
import { Button } from '@backstage/ui';
import type { HolderGrouping, HolderRow } from './groupHolders';
import styles from './GpuHolders.module.css';

const FIRST_ROWS = 10;

const WORDS: Readonly<
  Record<HolderGrouping, { readonly heading: string; readonly nobody: string }>
> = {
  owner: { heading: 'Team', nobody: 'no team that is known' },
  model: {
    heading: 'Model',
    nobody: 'not attributed to a model that you may see',
  },
  namespace: {
    heading: 'Namespace',
    nobody: 'namespaces that you may not see, and small ones',
  },
};

/** Who takes GPUs; together the rows are everything that is taken. */
export function HolderTable(props: {
  rows: readonly HolderRow[];
  by: HolderGrouping;
}) {
  const { rows, by } = props;
  const [all, setAll] = useState(false);
  const { heading, nobody } = WORDS[by];
  if (rows.length === 0) {
    return (
      <p className={styles.minor}>Nobody takes or waits for a GPU here.</p>
    );
  }
  const named = rows.filter(({ name }) => name !== undefined);
  const rest = rows.filter(({ name }) => name === undefined);
  const shown = all ? named : named.slice(0, FIRST_ROWS);
  const hidden = named.length - shown.length;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Takes</th>
            <th scope="col">Waits for</th>
            <th scope="col">Clusters</th>
          </tr>
        </thead>
        <tbody>
          {[...shown, ...rest].map(row => (
            <tr key={row.name ?? ''}>
              <th scope="row">
                <Who row={row} by={by} nobody={nobody} />
              </th>
              <td>{amounts(row, 'used')}</td>
              <td>{amounts(row, 'pending')}</td>
              <td>{row.clusters}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${hidden} more`}
        </Button>
      )}
    </div>
  );
}

function Who(props: { row: HolderRow; by: HolderGrouping; nobody: string }) {
  const { row, by, nobody } = props;
  if (row.name === undefined) {
    return <em className={styles.minor}>{nobody}</em>;
  }
  if (by === 'namespace') {
    return <code>{row.name}</code>;
  }
  return (
    <>
      {row.refs.map(ref => (
        <span key={ref} className={styles.ref}>
          <EntityLink entityRef={ref} />
        </span>
      ))}
      {row.refs.length > 1 && (
        <span className={styles.minor}>ambiguous: it may be either</span>
      )}
    </>
  );
}

function amounts({ uses }: HolderRow, figure: 'used' | 'pending'): string {
  const taken = uses
    .filter(use => use[figure] > 0)
    .sort((a, b) => b[figure] - a[figure])
    .map(use => {
      const what =
        use.product === 'unknown'
          ? `${use.resourceName} of unknown product`
          : use.product;
      return `${use[figure]} × ${what}`;
    });
  return taken.length > 0 ? taken.join(', ') : '–';
}
