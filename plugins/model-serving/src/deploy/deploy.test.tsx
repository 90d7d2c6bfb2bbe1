import { screen } from '@testing-library/react';
import {
  routeResolutionApiRef,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { llama } from '../__fixtures__';
import { templateRouteRef } from '../routes';
import { DeployButton } from './DeployButton';

/** Where an app mounts the scaffolder, or nowhere. */
function scaffolderAt(base: string | undefined): RouteResolutionApi {
  const resolve = (ref: unknown) =>
    ref === templateRouteRef && base !== undefined
      ? (params: { namespace: string; templateName: string }) =>
          `${base}/templates/${params.namespace}/${params.templateName}`
      : undefined;
  return { resolve: resolve as RouteResolutionApi['resolve'] };
}

async function renderButton(base: string | undefined) {
  await renderInTestApp(
    <TestApiProvider apis={[[routeResolutionApiRef, scaffolderAt(base)]]}>
      <DeployButton model={llama} />
      <p>the rest</p>
    </TestApiProvider>,
  );
}

it('opens the wizard with the model and its first variant filled in', async () => {
  await renderButton('/create');
  const link = screen.getByRole('link', { name: 'Deploy this model' });
  const url = new URL(link.getAttribute('href') ?? '', 'http://x');
  expect(url.pathname).toBe('/create/templates/default/deploy-model');
  expect(JSON.parse(url.searchParams.get('formData') ?? '')).toEqual({
    model: { model: 'model:default/llama-3.1-8b-instruct', variant: 'bf16' },
  });
});

it('is not there where the app has no scaffolder', async () => {
  await renderButton(undefined);
  expect(screen.getByText('the rest')).toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
