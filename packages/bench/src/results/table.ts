import type { Machine } from './machine';
import type { Row } from './rows';

/** A run as people read it, in Markdown. */
export function table(rows: readonly Row[], machine: Machine): string {
  const { cores, cpu, memoryGiB, node, loadBefore } = machine;
  const missed = rows.filter(({ met }) => met === false);
  return [
    `${cores} cores (${cpu}), ${memoryGiB} GiB, Node ${node}, load before the run ${loadBefore}.`,
    'Portal, simulated clusters and viewer share the machine.',
    '',
    '| what | ours | Kubernetes plugin | ratio | target | met |',
    '|---|--:|--:|--:|---|---|',
    ...rows.map(rowText),
    '',
    missed.length === 0
      ? 'Every target is met.'
      : `Missed: ${missed.map(({ name }) => name).join('; ')}.`,
    '',
  ].join('\n');
}

function rowText(row: Row): string {
  const { name, value, unit, peer, ratio, target, met, note } = row;
  const cells = [
    note ? `${name} (${note})` : name,
    `${number(value)} ${unit}`,
    peer === undefined ? '' : `${number(peer)} ${unit}`,
    ratio === undefined ? '' : `${number(ratio)}×`,
    target ?? '',
    met === undefined ? '' : (met && 'yes') || '**no**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
