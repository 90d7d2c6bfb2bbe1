import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fixtureTime, manyRollouts, unreachable } from '../__fixtures__';
import { groupRollouts, usefulGroupings } from './groupRollouts';
import { RolloutList } from './RolloutList';

const time = fixtureTime(Date.now());
const view = manyRollouts(time, 10);

it('shows only the rows of one verdict, and all again', async () => {
  const user = userEvent.setup();
  render(<RolloutList view={view} showService={false} />);
  const filter = screen.getByText('1 degraded').closest('button');
  await user.click(filter as HTMLElement);
  expect(filter).toHaveAttribute('aria-pressed', 'true');
  expect(screen.queryByText('store-004')).not.toBeInTheDocument();
  await user.click(filter as HTMLElement);
  expect(screen.getByText('store-004')).toBeInTheDocument();
});

it('groups rows with the worst group first', () => {
  expect(
    groupRollouts(view.items, 'verdict').map(({ name, items }) => [
      name,
      items.length,
    ]),
  ).toEqual([
    ['Degraded', 1],
    ['Healthy', 9],
  ]);
});

it('offers no grouping that would change nothing', () => {
  // Every row has a cluster of its own, and all are of one service.
  expect(usefulGroupings(view.items)).toEqual(['none', 'verdict']);
});

it('shows where requests go, and not while the cluster is away', () => {
  const [first] = view.items;
  const { workload } = first ?? {};
  if (!first || !workload) throw new Error('The fixture has no workload');
  const url = 'https://notes.chat.models.example.com';
  const item = { ...first, workload: { ...workload, url } };
  const show = (shown: typeof item) => (
    <RolloutList view={{ ...view, items: [shown] }} showService={false} />
  );
  const { rerender } = render(show(item));
  expect(screen.getByText(url)).toBeInTheDocument();
  const away = {
    ...item,
    cluster: { ...item.cluster, state: unreachable(time) },
  };
  rerender(show(away));
  expect(screen.queryByText(url)).not.toBeInTheDocument();
});
