import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  ChangePreview,
  ServiceInput,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { ErrorPanel } from '@modelfleet/backstage-plugin-model-serving-react';
import { Button, Skeleton, Text } from '@backstage/ui';
import { FieldFrame } from '../form';
import { PlannedWaves } from '../waves/PlannedWaves';
import { ClusterChecks } from './ClusterChecks';
import { CostLine } from './CostLine';
import { FileTree } from './FileTree';
import { FitWarnings } from './FitWarnings';
import { ReplacementLines } from './ReplacementLines';
import { readInput } from './readInput';
import { usePreview } from './usePreview';
import styles from './preview.module.css';

/**
 * What would be written, beside what the repository has, checked with the
 * clusters. It has no value of its own.
 */
export function PreviewField(props: FieldExtensionComponentProps<string>) {
  const { schema, formContext } = props;
  const read = readInput(formContext);
  return (
    <FieldFrame
      title={schema.title ?? 'Preview'}
      description={schema.description}
    >
      {read.missing ? (
        <Text>
          There is nothing to show yet: go back and choose{' '}
          {listOf(read.missing)}.
        </Text>
      ) : (
        <>
          <FitWarnings formContext={formContext} />
          <Asked input={read.input} />
        </>
      )}
    </FieldFrame>
  );
}

function Asked({ input }: { input: ServiceInput }) {
  const { state, retry } = usePreview(input);
  switch (state.status) {
    case 'loading':
      return (
        <div
          role="status"
          aria-label="Writing the files and asking the clusters"
          aria-busy="true"
        >
          <Skeleton height={64} />
        </div>
      );
    case 'refused':
      return (
        <div role="alert" className={styles.refused}>
          <strong>This cannot be made as it is</strong>
          <span>{state.message}</span>
          <Button size="small" variant="secondary" onPress={retry}>
            Check again
          </Button>
        </div>
      );
    case 'failed':
      return (
        <ErrorPanel
          title="The preview could not be made; you can go on without it, the task checks everything again"
          error={state.error}
          onRetry={retry}
        />
      );
    default:
      return <Ready preview={state.preview} onRetry={retry} />;
  }
}

function Ready(props: { preview: ChangePreview; onRetry(): void }) {
  const { plan, files, notUnderstood, validation, cost } = props.preview;
  const changed = files.filter(({ status }) => status !== 'same');
  return (
    <div className={styles.preview}>
      <p className={styles.line}>
        {changed.length === 0
          ? 'The repository has all of this already: nothing would change.'
          : `${count(changed.length, 'file')} would be written to ${
              plan.path
            } in the repository ${plan.repository.id}${
              plan.repository.directPush
                ? ` (branch ${plan.repository.branch}), as a commit of yours.`
                : ', by a pull request that others review.'
            }`}
      </p>
      <PlannedWaves preview={props.preview} />
      {cost && <CostLine cost={cost} />}
      <ReplacementLines replacements={props.preview.replacements ?? []} />
      <ClusterChecks report={validation} onRetry={props.onRetry} />
      <FileTree folder={plan.path} files={files} />
      {notUnderstood.length > 0 && (
        <details>
          <summary>Written by others, and kept</summary>
          <ul>
            {notUnderstood.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code>: {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function listOf(words: readonly string[]): string {
  return words.length > 1
    ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
    : words.join('');
}
