import { render } from '@testing-library/react';
import type {
  Revision,
  Workload,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Versions } from './Versions';

function draw(...revisions: Revision[]) {
  const workload: Workload = {
    ref: { cluster: 'east', group: '', kind: 'Deployment', name: 'chat' },
    runtime: 'vLLM',
    replicas: { desired: 5 },
    revisions,
    gpus: [],
    judgement: {
      verdict: 'healthy',
      reason: 'Serving',
      message: '5 of 5 replicas serve.',
      evidence: [],
    },
    changedAt: '2026-11-23T11:00:00Z',
  };
  const { container } = render(<Versions workload={workload} />);
  return {
    text: container.textContent ?? '',
    marks: [...container.querySelectorAll('svg')].map(mark => ({
      kind: mark.getAttribute('data-kind'),
      bars: mark.querySelectorAll('rect').length,
      dots: mark.querySelectorAll('circle').length,
    })),
  };
}

function revision(
  name: string,
  share: Revision['share'],
  ready?: number,
): Revision {
  return { name, share, ...(ready !== undefined && { ready }) };
}

it('draws requests as a bar, and says who splits them', () => {
  const { text, marks } = draw(
    revision('new', { kind: 'traffic', percent: 20 }),
    revision('old', { kind: 'traffic', percent: 80 }),
  );
  expect(marks).toMatchObject([
    { kind: 'traffic', bars: 2, dots: 0 },
    { kind: 'traffic', bars: 2, dots: 0 },
  ]);
  expect(text).toContain('the router sends it 20 % of requests');
});

it('draws replicas as dots, and claims nothing of requests', () => {
  const { text, marks } = draw(
    revision('new', { kind: 'replicas', percent: 2 }, 1),
    revision('old', { kind: 'replicas', percent: 98 }, 49),
  );
  expect(marks).toMatchObject([
    { kind: 'replicas', bars: 0, dots: 10 },
    { kind: 'replicas', bars: 0, dots: 10 },
  ]);
  expect(text).toContain('1 ready, 2 % of the replicas; requests not measured');
});

it('draws nothing of a share that is not said, and none of a single version', () => {
  expect(
    draw(
      revision('new', { kind: 'traffic' }),
      revision('old', { kind: 'replicas' }),
    ),
  ).toEqual({
    text: 'newshare of requests not reportedoldshare of replicas not reported',
    marks: [],
  });
  expect(draw(revision('only', { kind: 'replicas', percent: 100 }))).toEqual({
    text: 'only',
    marks: [],
  });
});
