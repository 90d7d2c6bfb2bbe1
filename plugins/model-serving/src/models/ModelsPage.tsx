import { useMemo } from 'react';
import { Container, Flex, Skeleton } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { toModelRow } from './ModelRow';
import { ModelsTable } from './ModelsTable';
import { useModels, type ModelsState } from './useModels';

/**
 * All Models of the catalog, with where each runs and how it is doing.
 *
 * @public
 */
export function ModelsPage() {
  const { state, retry } = useModels();
  return (
    <Container>
      <Flex direction="column" gap="4" py="4">
        <Content state={state} retry={retry} />
      </Flex>
    </Container>
  );
}

function Content(props: { state: ModelsState; retry: () => void }) {
  const { state, retry } = props;
  const rows = useMemo(
    () => (state.status === 'ready' ? state.models.map(toModelRow) : []),
    [state],
  );
  if (state.status === 'loading') {
    return (
      <div role="status" aria-label="Loading the models" aria-busy="true">
        <Flex direction="column" gap="3">
          <Skeleton height={32} width="40%" />
          <Skeleton height={48} />
          <Skeleton height={48} />
        </Flex>
      </div>
    );
  }
  if (state.status === 'failed') {
    return (
      <ErrorPanel
        title="The catalog's models could not be read"
        error={state.error}
        onRetry={retry}
      />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState title="No models in the catalog yet">
        A model appears here when the catalog has an entity of kind Model, for
        example from a catalog-info.yaml that is registered or configured under
        catalog.locations. The location&apos;s rules must allow the kind Model.
      </EmptyState>
    );
  }
  return <ModelsTable rows={rows} />;
}
