import { useEffect } from 'react';
import type { PlatformChoice } from '@modelfleet/backstage-plugin-model-serving-common';
import { useChosenModel } from '../model';
import styles from './operations.module.css';

/**
 * What the hub's token means for the chosen variant. Where the hub asks for
 * one and the platform has it, it is given unless somebody says otherwise.
 */
export function HubAccess(props: {
  formContext: unknown;
  modelField: string;
  choice: PlatformChoice;
  /** What the person chose; `undefined` while the default applies. */
  chosen: PlatformChoice['value'] | undefined;
  onGive(): void;
}) {
  const { formContext, modelField, choice, chosen, onGive } = props;
  const model = useChosenModel(formContext, modelField);
  const isGated = model.status === 'ready' && model.artifact.gated === true;
  const isOffered = !choice.locked && choice.unavailable.length === 0;
  const isByDefault = isGated && isOffered && chosen === undefined;
  useEffect(() => {
    if (isByDefault) {
      onGive();
    }
    // Once, when it becomes the default: what is chosen later stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isByDefault]);
  if (!isGated) {
    return null;
  }
  const isGiven = isByDefault || (chosen ?? choice.value) === true;
  return (
    <span className={styles.below} data-waits={!isGiven} role="status">
      {isGiven
        ? `The hub gives ${
            model.entity.metadata.title ?? 'this model'
          } only to accounts that accepted its licence: the token has to be of such an account.`
        : `The hub gives ${
            model.entity.metadata.title ?? 'this model'
          } only to accounts that accepted its licence: without a token of such an account the download is refused.`}
    </span>
  );
}
