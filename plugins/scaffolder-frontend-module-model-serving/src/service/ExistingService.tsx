import { useEffect, useState } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  useChangeLink,
  type ChangeLink,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Link, Text } from '@backstage/ui';
import { isServiceName } from './validateServiceName';

/** How long nothing is typed before the catalog is asked. */
const PAUSE_MS = 400;

/**
 * Says when a name is that of a service that is there, with the way to change
 * it from what it is. Nothing when the catalog cannot be asked: the check of
 * the form asks again.
 */
export function ExistingService({ name }: { name: string }) {
  const component = useComponent(name);
  const entity = component?.metadata.name === name ? component : undefined;
  const link = useChangeLink(entity);
  if (!entity) {
    return null;
  }
  return (
    <div role="status">
      <Text>
        <Words link={link} />
      </Text>
    </div>
  );
}

function Words({ link }: { link: ChangeLink }) {
  switch (link.status) {
    case 'allowed':
      return (
        <>
          Your team has this service already.{' '}
          <Link href={link.href}>Change it</Link>, beginning with what it is, or
          choose another name.
        </>
      );
    case 'refused':
      return <>Another team has a service of this name. Choose another name.</>;
    default:
      return (
        <>
          There is something of this name in the catalog already. Choose another
          name, or change that one from its page.
        </>
      );
  }
}

/** The Component of a name, when typing has paused. */
function useComponent(name: string): Entity | undefined {
  const catalogApi = useApi(catalogApiRef);
  const [entity, setEntity] = useState<Entity>();

  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      if (isServiceName(name)) {
        // One that is not there is an answer here, not an error.
        catalogApi
          .getEntitiesByRefs({ entityRefs: [`component:default/${name}`] })
          .then(
            ({ items: [found] }) => wanted && setEntity(found),
            () => wanted && setEntity(undefined),
          );
      }
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [catalogApi, name]);

  return entity;
}
