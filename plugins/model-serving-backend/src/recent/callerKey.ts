import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/**
 * What tells a person from another one; `undefined` for services, whose
 * tokens can be restricted in ways that their name does not tell.
 */
export function callerKey(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
): string | undefined {
  if (!auth.isPrincipal(credentials, 'user')) return undefined;
  const { userEntityRef, actor } = credentials.principal;
  // A plugin that acts for a person is not the person.
  return actor ? undefined : userEntityRef;
}
