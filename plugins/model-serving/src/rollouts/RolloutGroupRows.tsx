import { useState, type ReactNode } from 'react';
import {
  VerdictBadge,
  countVerdicts,
} from '@modelfleet/backstage-plugin-model-serving-react';
import type { RolloutGroup } from './groupRollouts';
import styles from './RolloutTable.module.css';

/** The rows of a group, under its name; those that all serve come closed. */
export function RolloutGroupRows(props: {
  group: RolloutGroup;
  children: ReactNode;
}) {
  const { group, children } = props;
  const counts = countVerdicts(
    group.items.map(({ judgement }) => judgement.verdict),
  );
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? counts[0]?.verdict !== 'healthy';
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="colgroup" colSpan={6}>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            onClick={() => setChosen(!isOpen)}
          >
            <span aria-hidden>{isOpen ? '▾' : '▸'}</span> {group.name}
          </button>{' '}
          {counts.map(({ verdict, count }) => (
            <VerdictBadge key={verdict} verdict={verdict} count={count} />
          ))}
        </th>
      </tr>
      {isOpen && children}
    </tbody>
  );
}
