import { render, screen, within } from '@testing-library/react';
import type { Stage } from '@modelfleet/backstage-plugin-model-serving-common';
import { describeStep, Steps } from './Steps';

const STAGES: readonly Stage[] = [
  {
    stage: 'delivery',
    state: 'done',
    message: 'Argo CD applied the change 1234567.',
    evidence: [
      {
        source: 'field',
        path: 'status',
        text: 'synced',
        object: { cluster: 'hub', group: '', kind: 'Application', name: 'a' },
      },
    ],
  },
  {
    stage: 'scheduling',
    state: 'blocked',
    message: 'No GPU is free.',
    evidence: [],
    advice: 'Use fewer.',
  },
  {
    stage: 'load',
    state: 'unknown',
    message: 'The cluster does not tell.',
    evidence: [],
  },
  {
    stage: 'route',
    state: 'waiting',
    message: 'Not reached yet.',
    evidence: [],
  },
];

it('says of each step in words how it is, and what to do where it stops', () => {
  render(<Steps stages={STAGES} label="Why?" />);
  const steps = within(screen.getByRole('list', { name: 'Why?' }))
    .getAllByRole('listitem')
    .filter(({ dataset }) => dataset.state);
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining(
      'Delivery from Git done. Argo CD applied the change 1234567.',
    ),
    'A machine with what it needs stopped hereNo GPU is free.What to do: Use fewer.',
    'Loading of the model not knownThe cluster does not tell.',
    'Requests reach it not reached yet',
  ]);
  expect(screen.getByText('synced')).toBeInTheDocument();
});

it('tells in a few words where the steps stop', () => {
  expect(describeStep(STAGES)).toBe(
    'step 2 of 4: A machine with what it needs, stopped here',
  );
  expect(describeStep(STAGES.slice(2))).toBe('2 steps');
});
