import { EmptyState } from '@modelfleet/backstage-plugin-model-serving-react';

/** Nothing runs, so there is nothing to measure. */
export function NoFigures() {
  return (
    <EmptyState title="Nothing runs that could be measured">
      Figures appear here a minute or two after the first replica is up, from
      the metrics of the engine and of the GPUs that it holds.
    </EmptyState>
  );
}
