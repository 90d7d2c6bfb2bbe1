import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { useState, type ComponentType } from 'react';
import { bge, llama } from './__fixtures__';
import * as legacy from './legacy';

jest.setTimeout(30_000);

const { modelServingFieldsPlugin, ...fields } = legacy;

/** What a template of the old frontend system finds among the app's fields. */
function Fields(props: {
  render: (found: FieldExtensionOptions[]) => JSX.Element;
}) {
  const found = useCustomFieldExtensions(
    <ScaffolderFieldExtensions>
      {Object.entries(fields).map(([name, Field]) => (
        <Field key={name} />
      ))}
    </ScaffolderFieldExtensions>,
  );
  return props.render(found);
}

it('offers every field to templates, with its schema', async () => {
  let found: FieldExtensionOptions[] = [];
  await renderInTestApp(
    <Fields
      render={all => {
        found = all;
        return <p>ready</p>;
      }}
    />,
  );
  expect(found.map(({ name }) => name).sort()).toEqual([
    'ModelfleetChange',
    'ModelfleetContextLength',
    'ModelfleetModelPicker',
    'ModelfleetOperations',
    'ModelfleetPlacementPicker',
    'ModelfleetPreview',
    'ModelfleetRuntime',
    'ModelfleetServiceName',
    'ModelfleetTenantPicker',
    'ModelfleetWaves',
  ]);
  for (const { name, schema } of found) {
    expect([name, schema?.returnValue]).toEqual([name, expect.anything()]);
  }
  expect(modelServingFieldsPlugin.getId()).toBe('scaffolder-model-serving');
});

it('lets a model be chosen as in the new system', async () => {
  const user = userEvent.setup();
  let chosen: unknown;
  function Form(props: { component: ComponentType<never> }) {
    const Field = props.component as ComponentType<Record<string, unknown>>;
    const [value, setValue] = useState<unknown>();
    return (
      <Field
        schema={{}}
        uiSchema={{}}
        formData={value}
        formContext={{ formData: {} }}
        onChange={(next: unknown) => {
          chosen = next;
          setValue(next);
        }}
      />
    );
  }
  await renderInTestApp(
    <TestApiProvider
      apis={[[catalogApiRef, catalogApiMock({ entities: [llama, bge] })]]}
    >
      <Fields
        render={all => {
          const picker = all.find(
            ({ name }) => name === 'ModelfleetModelPicker',
          );
          return picker ? <Form component={picker.component} /> : <p>none</p>;
        }}
      />
    </TestApiProvider>,
  );
  const input = await screen.findByRole('combobox', { name: 'Model' });
  await user.type(input, 'text-gen');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(chosen).toEqual({
    model: 'model:default/llama-3.1-8b-instruct',
    variant: 'bf16',
  });
});
