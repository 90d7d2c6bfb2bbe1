import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Member of the chat team, as all people here by examples/org.yaml. */
export const GUEST = 'user:default/guest';
/** Member of the chat team. */
export const LEILA = 'user:default/leila.haddad';
/** Member of the vision team. */
export const JONAS = 'user:default/jonas.weber';
/** Member of the platform team, which owns no tenant. */
export const MIRA = 'user:default/mira.novak';

/** A provider that believes who someone says they are. */
export const PROVIDER = 'test';
export const PERSON_HEADER = 'x-test-person';

/** Signs anyone in whom the catalog knows, with the teams that it says. */
export const signInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test-people',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: PROVIDER,
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              async authenticate({ req }) {
                const person = req.header(PERSON_HEADER);
                if (!person) {
                  throw new AuthenticationError('Nobody is signing in');
                }
                return { result: person };
              },
            }),
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result }),
          }),
        });
      },
    });
  },
});
