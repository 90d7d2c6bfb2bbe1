export { AuthorizedFleet } from './AuthorizedFleet';
export { registerPermissions } from './registerPermissions';
