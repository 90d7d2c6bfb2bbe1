import { Container, Flex, Text } from '@backstage/ui';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AboutModelCard } from '../src/about';
import { GpuCard } from '../src/gpus';
import { RolloutCard } from '../src/rollouts';
import { llama, terse } from '../src/__fixtures__';

/** Each is the name of an entity for which the fake API answers so. */
const galleryCases = ['every', 'none', 'loading', 'failing', 'stale', 'many'];

/** Every card in every state; `?case=` shows one of them. */
export function Gallery() {
  const params = new URLSearchParams(window.location.search);
  const only = params.get('case');
  const card = params.get('card');
  return (
    <Container>
      <Flex direction="column" gap="6" py="6">
        {galleryCases
          .filter(name => !only || name === only)
          .map(name => (
            <EntityProvider
              key={name}
              entity={{ ...llama, metadata: { ...llama.metadata, name } }}
            >
              <Text as="h2" variant="title-small">
                {name}
              </Text>
              {card !== 'gpus' && <RolloutCard />}
              {card !== 'rollout' && <GpuCard />}
            </EntityProvider>
          ))}
        {[llama, terse].map(entity => (
          <EntityProvider key={entity.metadata.name} entity={entity}>
            <AboutModelCard />
          </EntityProvider>
        ))}
      </Flex>
    </Container>
  );
}
