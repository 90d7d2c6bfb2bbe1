import type { ReactNode } from 'react';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { LiveResult } from '../live';
import { ErrorPanel } from './ErrorPanel';

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
  switch (state.status) {
    case 'loading':
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
    case 'ready':
      return <>{children(state.data)}</>;
    default:
      return (
        <Flex direction="column" gap="4">
          <ErrorPanel
            title={errorTitle}
            error={state.error}
            onRetry={retry}
            {...(state.last && { dataFrom: state.last.receivedAt })}
          />
          {state.last && children(state.last.data)}
        </Flex>
      );
  }
}
