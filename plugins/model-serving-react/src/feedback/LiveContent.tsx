import type { ReactNode } from 'react';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { lastKnown, type LiveResult } from '../live';
import { ErrorPanel } from './ErrorPanel';
import styles from './LiveContent.module.css';

/** @public */
export interface LiveContentProps<T> {
  result: LiveResult<T>;
  /** Stands above an error, for example "The rollouts could not be read". */
  errorTitle: string;
  children(data: T): ReactNode;
}

/**
 * Shows a live result in each of its states: a placeholder while nothing is
 * known, the data, the error, or the error above the last known data.
 *
 * @public
 */
export function LiveContent<T>(props: LiveContentProps<T>) {
  const { result, errorTitle, children } = props;
  const { state, retry } = result;
  if (state.status === 'loading') {
    return (
      <Flex direction="column" gap="3" aria-busy="true">
        <VisuallyHidden>
          <span role="status">Loading</span>
        </VisuallyHidden>
        <Skeleton height={20} width="60%" />
        <Skeleton height={56} />
        <Skeleton height={56} />
      </Flex>
    );
  }
  const known = lastKnown(state);
  return (
    <div className={styles.root}>
      {state.status === 'failed' && (
        <ErrorPanel
          title={errorTitle}
          error={state.error}
          onRetry={retry}
          {...(state.last && { dataFrom: state.last.receivedAt })}
        />
      )}
      {/* In the same place with an error and without: what somebody types
          and has opened there stays. */}
      {known && <div key="known">{children(known.data)}</div>}
    </div>
  );
}
