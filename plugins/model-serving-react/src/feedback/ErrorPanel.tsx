import type { ReactNode } from 'react';
import { Alert, Button } from '@backstage/ui';
import { Age } from '../time';
import { sentenceOf } from './sentenceOf';

/** @public */
export interface ErrorPanelProps {
  /** What could not be done, for example "The rollouts could not be read". */
  title: string;
  error: Error;
  onRetry?(): void;
  /** When the data that is still shown was received, in milliseconds. */
  dataFrom?: number;
}

/**
 * An error in words, with a way to try again. Data that is still shown is
 * named as old.
 *
 * @public
 */
export function ErrorPanel(props: ErrorPanelProps) {
  const { title, error, onRetry, dataFrom } = props;
  const sentence = sentenceOf(error);
  const description: ReactNode =
    dataFrom === undefined ? (
      sentence
    ) : (
      <>
        {sentence} What is shown was read <Age at={dataFrom} />.
      </>
    );
  return (
    <div role={dataFrom === undefined ? 'alert' : 'status'}>
      <Alert
        status={dataFrom === undefined ? 'danger' : 'warning'}
        icon
        title={title}
        description={description}
        {...(onRetry && {
          customActions: (
            <Button size="small" variant="secondary" onPress={onRetry}>
              Try again
            </Button>
          ),
        })}
      />
    </div>
  );
}
