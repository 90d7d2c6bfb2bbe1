import {
  createFrontendModule,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { catalogPage } from './catalogPage';

// The page has no name. Upstream types that as `name: undefined`, which
// exactOptionalPropertyTypes tells from a name that is left out.
const unnamed: Pick<ExtensionDefinition, '$$type'> = catalogPage;

/**
 * Gives the catalog's table columns that make sense for Models.
 *
 * @public
 */
export const catalogModelModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [unnamed as ExtensionDefinition],
});
