import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import module from '.';

async function registered(): Promise<TemplateAction[]> {
  const actions: TemplateAction[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        {
          addActions: (...added: unknown[]) =>
            actions.push(...(added as TemplateAction[])),
        },
      ],
    ],
    features: [
      module,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: {} }),
    ],
  });
  return actions;
}

describe('scaffolder module', () => {
  it('adds the actions, each with dry run, schemas and true examples', async () => {
    const actions = await registered();
    expect(actions.map(({ id }) => id)).toEqual([
      'model-serving:plan',
      'model-serving:render',
      'model-serving:remove',
      'model-serving:bootstrap',
      'model-serving:validate',
      'model-serving:git:push',
      'model-serving:git:pull-request',
      'model-serving:catalog:wait',
      'model-serving:rollout:wait',
      'model-serving:waves:next',
      'model-serving:waves:stop',
    ]);
    for (const action of actions) {
      expect(action.supportsDryRun).toBe(true);
      const known = Object.keys(action.schema?.input?.properties ?? {});
      const required = action.schema?.input?.required;
      const steps = (action.examples ?? [])
        .flatMap(({ example }) => parse(example).steps)
        .filter(step => step.action === action.id);
      expect(steps.length).toBeGreaterThan(0);
      for (const { input } of steps) {
        expect(known).toEqual(expect.arrayContaining(Object.keys(input)));
        expect(Object.keys(input)).toEqual(
          expect.arrayContaining(Array.isArray(required) ? required : []),
        );
      }
    }
  });
});
