import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import { countFacet, type ModelFacet, type ModelFilter } from './findModels';
import type { ModelRow } from './ModelRow';
import styles from './ModelsPage.module.css';

const ALL = 'all';
const facets: ReadonlyArray<{ facet: ModelFacet; label: string }> = [
  { facet: 'task', label: 'Task' },
  { facet: 'license', label: 'Licence' },
  { facet: 'lifecycle', label: 'Lifecycle' },
  { facet: 'owner', label: 'Owner' },
];

/** One select for each facet that has something to choose between. */
export function ModelFilters(props: {
  rows: readonly ModelRow[];
  filter: ModelFilter;
  onChange(filter: ModelFilter): void;
}) {
  const { rows, filter, onChange } = props;
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const nameOf = (facet: ModelFacet, value: string) =>
    facet === 'owner'
      ? entityPresentationSnapshot(
          value,
          { defaultKind: 'group' },
          presentation,
        ).primaryTitle
      : value;
  return (
    <>
      {facets.map(({ facet, label }) => {
        const counts = countFacet(rows, facet);
        if (counts.length < 2) {
          return null;
        }
        return (
          <Select
            key={facet}
            size="small"
            className={styles.filter ?? ''}
            label={label}
            value={filter[facet] ?? ALL}
            onChange={key =>
              onChange(choose(filter, facet, key === ALL ? undefined : key))
            }
            options={[
              { id: ALL, label: 'All' },
              ...counts.map(({ value, count }) => ({
                id: value,
                label: `${nameOf(facet, value)} (${count})`,
              })),
            ]}
          />
        );
      })}
    </>
  );
}

function choose(filter: ModelFilter, facet: ModelFacet, value: unknown) {
  const { [facet]: _old, ...rest } = filter;
  return typeof value === 'string' ? { ...rest, [facet]: value } : rest;
}
