import type { ChosenModel } from '../model';
import styles from './operations.module.css';

/** What the hub's token means for a variant that its hub gives only with one. */
export function HubAccess(props: { model: ChosenModel; isGiven: boolean }) {
  const { model, isGiven } = props;
  if (model.status !== 'ready' || !model.artifact.gated) {
    return null;
  }
  const { title = 'this model' } = model.entity.metadata;
  return (
    <span className={styles.below} data-waits={!isGiven} role="status">
      {`The hub gives ${title} only to accounts that accepted its licence: ${
        isGiven
          ? 'the token has to be of such an account.'
          : 'without a token of such an account the download is refused.'
      }`}
    </span>
  );
}
