import {
  createExternalRouteRef,
  createRouteRef,
  type ExternalRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page that lists all Models. */
export const modelsRouteRef = createRouteRef();

/** The page that tells how well each cluster can be observed. */
export const fleetRouteRef = createRouteRef();

/** The form of a template, in the scaffolder. */
export const templateRouteRef: ExternalRouteRef<{
  namespace: string;
  templateName: string;
}> = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
