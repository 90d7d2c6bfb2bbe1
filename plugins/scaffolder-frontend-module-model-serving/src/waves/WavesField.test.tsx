import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../__testUtils__';
import { arrange, moveTo } from './arrange';
import { WavesField } from './WavesField';

const placements = ['cloud-us', 'cloud-eu', 'edge-plant'].map(cluster => ({
  cluster,
  replicas: 1,
  gpusPerReplica: 1,
}));

it('sends nothing unless somebody wants an order', async () => {
  const { value } = await renderField({
    field: WavesField,
    formData: { placements },
  });
  expect(screen.getByRole('radio', { name: 'All at once' })).toBeChecked();
  expect(value()).toBeUndefined();
});

it('lets clusters go one after the other, by keyboard', async () => {
  const { value } = await renderField({
    field: WavesField,
    formData: { placements },
  });
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await waitFor(() =>
    expect(value()).toEqual([['cloud-us'], ['cloud-eu'], ['edge-plant']]),
  );
});

it('begins with a canary where a person chooses', async () => {
  const { value } = await renderField({
    field: WavesField,
    formData: { placements },
  });
  await userEvent.click(
    screen.getByRole('radio', { name: 'In waves that I choose' }),
  );
  await waitFor(() =>
    expect(value()).toEqual([['cloud-us'], ['cloud-eu', 'edge-plant']]),
  );
});

it('says that one cluster has no order', async () => {
  await renderField({
    field: WavesField,
    formData: { placements: placements.slice(0, 1) },
  });
  expect(screen.getByText(/Choose two clusters or more/)).toBeInTheDocument();
});

it.each<[string[][] | undefined, string[], string[][] | undefined]>([
  [
    [['a'], ['b', 'c']],
    ['a', 'b', 'c'],
    [['a'], ['b', 'c']],
  ],
  [
    [['a'], ['b']],
    ['a', 'b', 'c'],
    [['a'], ['b', 'c']],
  ],
  [
    [['a'], ['b'], ['c']],
    ['b', 'c'],
    [['b'], ['c']],
  ],
  [
    [['a'], ['b']],
    ['b', 'c'],
    [['b'], ['c']],
  ],
  [[['a'], ['b']], ['b'], undefined],
])('follows the chosen clusters: %j of %j', (waves, clusters, expected) => {
  expect(arrange('own', waves, clusters)).toEqual(expected);
});

it.each<[string, number, string[][]]>([
  ['c', 1, [['a', 'c'], ['b']]],
  ['c', 3, [['a'], ['b'], ['c']]],
  ['a', 2, [['b', 'c', 'a']]],
])('moves %s to wave %i', (cluster, number, expected) => {
  expect(moveTo([['a'], ['b', 'c']], cluster, number)).toEqual(expected);
});
