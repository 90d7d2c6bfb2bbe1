import { useSearchParams } from 'react-router-dom';
import { Container, Flex } from '@backstage/ui';
import {
  EmptyState,
  LiveContent,
  useDoctor,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { ClusterDetails } from './ClusterDetails';
import { FleetTable } from './FleetTable';

const CLUSTER = 'cluster';

/**
 * How well each cluster of the fleet can be observed, and what to do where it
 * cannot.
 *
 * @public
 */
export function FleetPage() {
  const [params] = useSearchParams();
  const cluster = params.get(CLUSTER);
  return (
    <Container>
      <Flex direction="column" gap="4" py="4">
        {cluster ? (
          <ClusterDetails key={cluster} name={cluster} />
        ) : (
          <Clusters />
        )}
      </Flex>
    </Container>
  );
}

function Clusters() {
  const result = useDoctor();
  return (
    <LiveContent
      result={result}
      errorTitle="The state of the fleet could not be read"
    >
      {view =>
        view.items.length === 0 ? (
          <EmptyState title="No cluster to show">
            Backstage knows no cluster that you may see. Clusters come from the
            Kubernetes plugin&apos;s configuration; the onboarding guide tells
            how to add one.
          </EmptyState>
        ) : (
          <FleetTable items={view.items} />
        )
      }
    </LiveContent>
  );
}
