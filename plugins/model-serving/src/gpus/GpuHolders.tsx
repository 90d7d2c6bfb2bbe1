import { useState } from 'react';
import {
  LiveContent,
  useGpuHolders,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { HolderTable } from './HolderTable';
import { groupHolders, type HolderGrouping } from './groupHolders';
import styles from './GpuHolders.module.css';

const GROUPINGS: readonly { id: HolderGrouping; label: string }[] = [
  { id: 'owner', label: 'Teams' },
  { id: 'model', label: 'Models' },
  { id: 'namespace', label: 'Namespaces' },
];

/** Who takes the GPUs of these clusters; asked for when somebody looks. */
export function GpuHolders(props: { clusters: readonly string[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.root}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>Who takes them</summary>
      {open && <Holders clusters={props.clusters} />}
    </details>
  );
}

function Holders(props: { clusters: readonly string[] }) {
  const [by, setBy] = useState<HolderGrouping>('owner');
  const result = useGpuHolders();
  const shown = new Set(props.clusters);
  return (
    <div className={styles.content}>
      <ToggleButtonGroup
        aria-label="Put together by"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[by]}
        onSelectionChange={keys => {
          const chosen = GROUPINGS.find(({ id }) => keys.has(id));
          if (chosen) setBy(chosen.id);
        }}
      >
        {GROUPINGS.map(({ id, label }) => (
          <ToggleButton key={id} id={id}>
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <LiveContent
        result={result}
        errorTitle="Who takes the GPUs could not be read"
      >
        {view => (
          <HolderTable
            by={by}
            rows={groupHolders(
              view.items.filter(({ cluster }) => shown.has(cluster.name)),
              by,
            )}
          />
        )}
      </LiveContent>
    </div>
  );
}
