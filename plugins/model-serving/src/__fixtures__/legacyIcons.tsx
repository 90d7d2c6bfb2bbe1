import type { AppIcons } from '@backstage/core-app-api';

function Icon() {
  return <svg aria-hidden />;
}

/** Those that an app of the old frontend system must have. */
export const legacyIcons: AppIcons = {
  'kind:api': Icon,
  'kind:component': Icon,
  'kind:domain': Icon,
  'kind:group': Icon,
  'kind:location': Icon,
  'kind:system': Icon,
  'kind:user': Icon,
  'kind:resource': Icon,
  'kind:template': Icon,
  brokenImage: Icon,
  catalog: Icon,
  chat: Icon,
  dashboard: Icon,
  docs: Icon,
  email: Icon,
  github: Icon,
  group: Icon,
  help: Icon,
  scaffolder: Icon,
  search: Icon,
  techdocs: Icon,
  user: Icon,
  warning: Icon,
  star: Icon,
  unstarred: Icon,
};
