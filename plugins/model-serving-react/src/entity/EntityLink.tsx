import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** @public */
export interface EntityNameProps {
  /** Entity ref; the kind may be left out where `defaultKind` says it. */
  entityRef: string;
  defaultKind?: string;
}

/**
 * An entity's name as the catalog presents it.
 *
 * @public
 */
export function EntityName(props: EntityNameProps) {
  const { entityRef, defaultKind } = props;
  const { primaryTitle } = useEntityPresentation(
    entityRef,
    defaultKind === undefined ? undefined : { defaultKind },
  );
  return <>{primaryTitle}</>;
}

/** @public */
export interface EntityLinkProps extends EntityNameProps {
  /** Full entity ref. */
  entityRef: string;
  /** Instead of the name that the catalog presents. */
  title?: string;
}

/**
 * A link to an entity's page.
 *
 * @public
 */
export function EntityLink(props: EntityLinkProps) {
  const { title, ...rest } = props;
  const linkTo = useEntityRefLink();
  return (
    <Link href={linkTo(rest.entityRef)}>
      {title ?? <EntityName {...rest} />}
    </Link>
  );
}
