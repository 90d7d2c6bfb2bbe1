import type { FiguresView } from '@modelfleet/backstage-plugin-model-serving-common';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';

/** How far back charts go. */
export type Range = FiguresView['range'];

const RANGES: readonly { range: Range; label: string; words: string }[] = [
  { range: '1h', label: '1 h', words: 'the last hour' },
  { range: '24h', label: '24 h', words: 'the last 24 hours' },
  { range: '7d', label: '7 d', words: 'the last 7 days' },
];

/** `the last hour` */
export function rangeWords(range: Range): string {
  return RANGES.find(one => one.range === range)?.words ?? range;
}

/** Whether any source can be asked about a time before we looked. */
export function keepsHistory({ sources }: FiguresView): boolean {
  return sources.some(source => source.keepsHistory === true);
}

/** Chooses how far back charts go; the figures themselves are of now. */
export function RangeChoice(props: {
  range: Range;
  onRange(range: Range): void;
}) {
  const { range, onRange } = props;
  return (
    <ToggleButtonGroup
      aria-label="How far back the charts go"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[range]}
      onSelectionChange={keys => {
        const chosen = RANGES.find(one => keys.has(one.range));
        if (chosen) {
          onRange(chosen.range);
        }
      }}
    >
      {RANGES.map(one => (
        <ToggleButton key={one.range} id={one.range} aria-label={one.words}>
          {one.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
