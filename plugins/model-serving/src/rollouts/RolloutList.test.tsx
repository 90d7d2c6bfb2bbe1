import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fixtureTime, manyRollouts } from '../__fixtures__';
import { groupRollouts, usefulGroupings } from './groupRollouts';
import { RolloutList } from './RolloutList';

const view = manyRollouts(fixtureTime(Date.now()), 10);

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
