import { parseEntityRef } from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GitPerson } from '@modelfleet/backstage-plugin-model-serving-node';
import type { Caller } from '../fleet/Caller';

/** The person who started a task, as Git names people. */
export interface Author extends GitPerson {
  /** Full entity ref. */
  readonly entityRef: string;
}

/**
 * Who a commit is from: the person who started the task, with the name and
 * e-mail address of their profile. Without a profile, the name is that of the
 * entity and the address one that can never be delivered to (RFC 2606).
 *
 * The person is read from the credentials, since a task's text could claim
 * anybody.
 */
export async function readAuthor(options: {
  auth: AuthService;
  catalog: CatalogService;
  caller: Caller;
}): Promise<Author> {
  const credentials = await options.caller.getInitiatorCredentials();
  if (!options.auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'A commit is made for a person, and this task was started by a service; sign in and start it again',
    );
  }
  const entityRef = credentials.principal.userEntityRef;
  const { name: id } = parseEntityRef(entityRef);
  const entity = await options.catalog.getEntityByRef(entityRef, {
    credentials,
  });
  const profile = entity?.spec?.profile;
  const name = textOf(profile, 'displayName') ?? entity?.metadata.title;
  const email = textOf(profile, 'email');
  return {
    entityRef,
    name: clean(name) || clean(id) || 'Backstage user',
    email:
      email && /^[^\s<>@]+@[^\s<>@]+$/.test(email)
        ? email
        : `${clean(id) || 'user'}@users.noreply.invalid`,
  };
}

function textOf(profile: unknown, key: string): string | undefined {
  if (typeof profile !== 'object' || profile === null) {
    return undefined;
  }
  const value: unknown = Object.entries(profile).find(
    ([name]) => name === key,
  )?.[1];
  return typeof value === 'string' ? value : undefined;
}

/** Git ends a name at '<' and a header at a line break. */
function clean(text: string | undefined): string {
  return (text ?? '')
    .replace(/[<>\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
