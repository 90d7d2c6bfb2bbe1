import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type {
  RolloutsView,
  Verdict,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  cluster,
  fixtureTime,
  manyRollouts,
  unreachable,
} from '../__fixtures__';
import { groupRollouts, usefulGroupings } from './groupRollouts';
import { RolloutList } from './RolloutList';

const time = fixtureTime(Date.now());
const view = manyRollouts(time, 10);

/** As for a list that is all here. */
function List(props: { shown: RolloutsView }) {
  const [query, onQuery] = useState('');
  const [only, onOnly] = useState<Verdict>();
  const look = {
    query,
    only,
    isPart: false,
    isPending: false,
    mayGrow: true,
    onQuery,
    onOnly,
    onMore: () => {},
  };
  return <RolloutList view={props.shown} look={look} showService={false} />;
}

it('shows only the rows of one verdict, and all again', async () => {
  const user = userEvent.setup();
  render(<List shown={view} />);
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
    <List shown={{ ...view, items: [shown] }} />
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

it('names the first of many clusters that could not be looked into, and counts all', async () => {
  const user = userEvent.setup();
  const unseen = Array.from({ length: 20 }, (_, index) =>
    cluster(`away-${index}`, unreachable(time)),
  );
  const clusters = { total: 60, live: 10, unseen, unseenTotal: 50 };
  render(<List shown={{ ...view, clusters }} />);
  expect(screen.getByText('Could not look into 50 clusters:')).toBeVisible();
  expect(screen.getAllByText(/^away-/)).toHaveLength(8);
  await user.click(screen.getByRole('button', { name: 'Show 12 more' }));
  expect(screen.getAllByText(/^away-/)).toHaveLength(20);
  expect(screen.getByText('and 30 more')).toBeVisible();
});
