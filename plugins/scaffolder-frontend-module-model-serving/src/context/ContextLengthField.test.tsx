import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { away, renderField } from '../__testUtils__';
import { ContextLengthField } from './ContextLengthField';

const model = { model: 'model:default/llama-3.1-8b-instruct', variant: 'bf16' };
const edge = { cluster: 'edge-plant', product: 'NVIDIA-L4' };
const eu = { cluster: 'cloud-eu', product: 'NVIDIA-H100-80GB-HBM3' };

it('begins with what suits the smallest of the chosen GPUs', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model, placements: [eu, edge] },
  });
  await waitFor(() => expect(value()).toBe(8192));
  expect(
    screen.getByText(
      'Suggested: 8,192 tokens leave room for 1 request at once on 1 × NVIDIA-L4, where there is least room.',
    ),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
});

it('keeps what a person says, and offers the suggestion again', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model, placements: [eu] },
    value: 4096,
  });
  const use = await screen.findByRole('button', { name: 'Use 65,536' });
  expect(value()).toBe(4096);
  const input = screen.getByRole('textbox', {
    name: 'Tokens, at most 131,072',
  });
  await userEvent.clear(input);
  await userEvent.type(input, '2000{Tab}');
  expect(value()).toBe(2000);
  await userEvent.click(use);
  expect(value()).toBe(65536);
});

it('takes nothing that the model does not', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model, placements: [eu] },
    value: 200_000,
  });
  await waitFor(() => expect(value()).toBe(65536));
});

it('waits for a model and for clusters', async () => {
  await renderField({ field: ContextLengthField });
  expect(screen.getByText(/Choose a model first/)).toBeInTheDocument();
});

it('says that there is nothing to suggest yet', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model, placements: [] },
  });
  expect(
    await screen.findByText(/There is a suggestion when clusters are chosen/),
  ).toBeInTheDocument();
  expect(value()).toBeUndefined();
});

it('has nothing to choose for a model that does not generate text', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model: { model: 'model:default/bge-m3' }, placements: [eu] },
    value: 8192,
  });
  expect(
    await screen.findByText(/BGE M3 does not generate text/),
  ).toBeInTheDocument();
  await waitFor(() => expect(value()).toBeUndefined());
});

it('takes a number when the model cannot be read', async () => {
  const { value } = await renderField({
    field: ContextLengthField,
    formData: { model, placements: [eu] },
    catalog: { getEntityByRef: away },
  });
  const input = await screen.findByRole('textbox', { name: 'Tokens' });
  await userEvent.type(input, '4096{Tab}');
  expect(value()).toBe(4096);
});
