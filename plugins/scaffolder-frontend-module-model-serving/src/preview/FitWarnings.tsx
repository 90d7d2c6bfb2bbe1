import {
  lastKnown,
  useClusters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { z } from 'zod/v3';
import { readSibling } from '../form';
import { unfitPlacements } from '../placement/unfitPlacements';
import { useServedModel } from '../placement/useServedModel';
import styles from './preview.module.css';

/** Where the model is known not to fit: the task would stop before it writes. */
export function FitWarnings({ formContext }: { formContext: unknown }) {
  const served = useServedModel(formContext, 'model', 'contextLength');
  const { state } = useClusters();
  const unfit = unfitPlacements(
    readSibling(z.unknown(), formContext, 'placements'),
    lastKnown(state)?.data.items ?? [],
    served,
  );
  const isWanted = readSibling(z.boolean(), formContext, 'allowUnfit') === true;
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
