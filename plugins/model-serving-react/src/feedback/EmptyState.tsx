import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/** @public */
export interface EmptyStateProps {
  title: string;
  /** Why it is empty, and what was looked at. */
  children?: ReactNode;
  /** What can be done about it, for example a button. */
  action?: ReactNode;
}

/**
 * Says that there really is nothing; never used for an error.
 *
 * @public
 */
export function EmptyState(props: EmptyStateProps) {
  const { title, children, action } = props;
  return (
    <Flex direction="column" gap="2" align="start" py="2">
      <Text as="p" variant="body-large" weight="bold">
        {title}
      </Text>
      {children && (
        <Text as="div" variant="body-medium" color="secondary">
          {children}
        </Text>
      )}
      {action}
    </Flex>
  );
}
