import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import modelServingPlugin from '.';

it('brings its page and its navigation entry', async () => {
  renderTestApp({
    features: [modelServingPlugin],
    initialRouteEntries: ['/models'],
    apis: [catalogApiMock({ entities: [] })],
  });
  expect(
    await screen.findByText('No models in the catalog yet'),
  ).toBeInTheDocument();
  expect(modelServingPlugin.pluginId).toBe('model-serving');
});
