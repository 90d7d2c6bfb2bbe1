import { useEffect, useState } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  lastKnown,
  useClusters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { z } from 'zod/v3';
import { FieldFrame, readSibling, readValue } from '../form';
import { finishedRows } from '../placement/readRows';
import { arrange, moveTo, orderOf, type Order } from './arrange';
import { wavesShape } from './shape';
import styles from './waves.module.css';

/** What a template can set by `ui:options`. */
export const wavesOptionsShape = z.object({
  placementsField: z
    .string()
    .optional()
    .describe('Name of the form’s placement field; default: placements'),
});

/**
 * In which order the chosen clusters change: all at once, one after the other,
 * or in waves of a person's own. Follows the clusters that are chosen.
 */
export function WavesField(
  props: FieldExtensionComponentProps<
    string[][],
    z.output<typeof wavesOptionsShape>
  >,
) {
  const { schema, required, formData, formContext, onChange } = props;
  const { placementsField = 'placements' } =
    props.uiSchema?.['ui:options'] ?? {};
  const rows = finishedRows(
    readSibling(z.unknown(), formContext, placementsField),
  );
  const value = readValue(wavesShape, formData);
  const clusters = rows.map(({ cluster }) => cluster);
  const [order, setOrder] = useState<Order>(() => orderOf(value, clusters));
  const wanted = arrange(order, value, clusters);
  const isSame = JSON.stringify(wanted) === JSON.stringify(value);
  useEffect(() => {
    if (!isSame) {
      onChange(wanted);
    }
  });
  return (
    <FieldFrame
      title={schema.title ?? 'In which order?'}
      description={schema.description}
      required={required}
    >
      {clusters.length < 2 ? (
        <Text>
          Choose two clusters or more, and you can let one of them go first.
        </Text>
      ) : (
        <>
          <RadioGroup
            aria-label="Order of the clusters"
            value={order}
            onChange={next => setOrder(readOrder(next))}
          >
            <Radio value="together">All at once</Radio>
            <Radio value="each">
              One after the other: {clusters.join(', ')}
            </Radio>
            <Radio value="own">In waves that I choose</Radio>
          </RadioGroup>
          {order === 'own' && wanted && (
            <OwnWaves
              clusters={clusters}
              waves={wanted}
              onChange={waves => onChange(waves)}
            />
          )}
        </>
      )}
    </FieldFrame>
  );
}

function OwnWaves(props: {
  clusters: readonly string[];
  waves: readonly (readonly string[])[];
  onChange(waves: string[][]): void;
}) {
  const { clusters, waves, onChange } = props;
  const known = lastKnown(useClusters().state)?.data.items ?? [];
  const most = Math.min(clusters.length, waves.length + 1);
  return (
    <div className={styles.own}>
      {clusters.map(cluster => (
        <Select
          key={cluster}
          label={known.find(({ name }) => name === cluster)?.title ?? cluster}
          value={String(waves.findIndex(wave => wave.includes(cluster)) + 1)}
          onChange={key => onChange(moveTo(waves, cluster, Number(key)))}
          options={Array.from({ length: most }, (_, index) => ({
            id: String(index + 1),
            label: `Wave ${index + 1}`,
          }))}
        />
      ))}
    </div>
  );
}

function readOrder(value: string): Order {
  return value === 'each' || value === 'own' ? value : 'together';
}
