import {
  assessPlacement,
  toPlacement,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useClusters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { readSibling } from '../form';
import { finishedRows } from '../placement/readRows';
import { useServedModel } from '../placement/useServedModel';
import styles from './preview.module.css';

/** Where the model is known not to fit: the task would stop before it writes. */
export function FitWarnings({ formContext }: { formContext: unknown }) {
  const served = useServedModel(formContext, 'model', 'contextLength');
  const { state } = useClusters();
  const clusters = lastKnown(state)?.data.items ?? [];
  const rows = finishedRows(
    readSibling(z.unknown(), formContext, 'placements'),
  );
  const isWanted = readSibling(z.boolean(), formContext, 'allowUnfit') === true;
  const unfit = rows.flatMap(row => {
    const summary = clusters.find(({ name }) => name === row.cluster);
    const { message, model } = assessPlacement(
      summary,
      toPlacement(row, clusters),
      served,
    );
    return model?.verdict === 'does-not-fit' && model.exact
      ? [{ title: summary?.title ?? row.cluster, message }]
      : [];
  });
  if (unfit.length === 0) {
    return null;
  }
  return (
    <div role="alert" className={styles.refused}>
      <strong>
        {isWanted
          ? 'The model does not fit everywhere, and you asked for it nevertheless'
          : 'The model would not start everywhere, so the task would stop before it writes anything'}
      </strong>
      {unfit.map(({ title, message }) => (
        <span key={title}>
          {title}: {message}
        </span>
      ))}
    </div>
  );
}
