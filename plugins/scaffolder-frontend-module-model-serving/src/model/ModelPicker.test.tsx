import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { away, renderField } from '../__testUtils__';
import { ModelPicker } from './ModelPicker';

it('finds a model by keyboard and takes its first variant', async () => {
  const { value } = await renderField({ field: ModelPicker });
  const input = await screen.findByRole('combobox', { name: 'Model' });

  await userEvent.type(input, 'text-gen');
  expect(screen.getAllByRole('option')).toHaveLength(1);
  expect(
    screen.getByRole('option', { name: /Llama 3\.1 8B Instruct/ }),
  ).toHaveTextContent('text-generation · 8.03B · llama3.1');
  await userEvent.keyboard('{ArrowDown}{Enter}');

  expect(value()).toEqual({
    model: 'model:default/llama-3.1-8b-instruct',
    variant: 'bf16',
  });
  expect(screen.getByText(/acceptable use policy/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: /awq-int4/ }));
  expect(value()).toMatchObject({ variant: 'awq-int4' });
});

it('starts with the model that a link names, however it writes it', async () => {
  const { value } = await renderField({
    field: ModelPicker,
    value: { model: 'Model:llama-3.1-8b-instruct' },
  });
  expect(
    await screen.findByDisplayValue('Llama 3.1 8B Instruct'),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(value()).toEqual({
      model: 'model:default/llama-3.1-8b-instruct',
      variant: 'bf16',
    }),
  );
  expect(
    screen.getByRole('radio', { name: 'bf16: bfloat16 · 16.1 GB' }),
  ).toBeChecked();
});

it('says when a named model is not there', async () => {
  await renderField({
    field: ModelPicker,
    value: { model: 'model:default/gone', variant: 'a' },
  });
  expect(
    await screen.findByText(/model:default\/gone is not in the catalog/),
  ).toBeInTheDocument();
});

it('falls back to plain fields when the catalog is away', async () => {
  const { value } = await renderField({
    field: ModelPicker,
    catalog: { getEntities: away },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The backend is starting.',
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Model' }),
    'model:default/x',
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Variant' }), 'a');
  expect(value()).toEqual({ model: 'model:default/x', variant: 'a' });
});
