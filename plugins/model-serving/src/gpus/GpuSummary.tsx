import { unitName } from './unitNames';
import type { GpuSummary as Summary, UnitSummary } from './summarizeGpus';
import styles from './GpuSummary.module.css';

/** What the whole fleet has and what is left, before any cluster. */
export function GpuSummary(props: { summary: Summary; entityLabel: string }) {
  const { summary, entityLabel } = props;
  const [first, ...others] = summary.units;
  if (!first) {
    return null;
  }
  return (
    <div className={styles.root}>
      <dl className={styles.tiles} aria-label="All clusters together">
        {tiles(first, summary, entityLabel).map(tile => (
          <div key={tile.name} className={styles.tile} data-tone={tile.tone}>
            <dt>{tile.name}</dt>
            <dd className={styles.figure}>{tile.figure}</dd>
            <dd className={styles.minor}>{tile.words}</dd>
          </div>
        ))}
      </dl>
      {[...others.map(otherUnits), ...caveats(summary)].map(text => (
        <p key={text} className={styles.minor}>
          {text}
        </p>
      ))}
    </div>
  );
}

interface Tile {
  readonly name: string;
  readonly figure: string;
  readonly words: string;
  readonly tone?: 'warning';
}

function tiles(
  units: UnitSummary,
  { idle, measured }: Summary,
  entityLabel: string,
): Tile[] {
  const { unit, total, used, entity, free, block, pending, unavailable } =
    units;
  return [
    {
      name: `All ${unitName(unit)}`,
      figure: number(total),
      words: unavailable > 0 ? `${number(unavailable)} unavailable` : 'usable',
    },
    {
      name: 'Allocated',
      figure: number(used),
      words: `${number(entity)} by ${entityLabel}`,
    },
    {
      name: 'Of these idle',
      figure: idle === undefined ? '–' : number(idle),
      words:
        idle === undefined
          ? (measured && 'not watched for long enough') || 'not measured'
          : 'held and hardly used',
      ...(idle && { tone: 'warning' as const }),
    },
    {
      name: 'Free',
      figure: number(free),
      words:
        block && block.size > 0
          ? `at most ${block.size} on one machine (${block.cluster})`
          : 'none on any machine that is live',
    },
    {
      name: 'Waited for',
      figure: number(pending),
      words: pending > 0 ? 'asked for and not given yet' : 'nobody waits',
      ...(pending > 0 && { tone: 'warning' as const }),
    },
  ];
}

function otherUnits({ unit, total, used, free, pending }: UnitSummary): string {
  const waiting = pending > 0 ? `, ${number(pending)} waited for` : '';
  return `Besides, ${number(total)} ${unitName(unit, total)}: ${number(
    used,
  )} allocated, ${number(free)} free${waiting}.`;
}

function caveats({ physical, silentNodes, old, unseen }: Summary): string[] {
  return [
    ...(physical > 0
      ? [
          `These are what can be asked for. The machines have ${number(
            physical,
          )} physical ${physical === 1 ? 'device' : 'devices'}${
            silentNodes > 0
              ? `, not counting ${silentNodes} ${
                  silentNodes === 1 ? 'machine that does' : 'machines that do'
                } not say`
              : ''
          }.`,
        ]
      : []),
    ...(old.length > 0
      ? [`Counted as they were last seen: ${names(old)}.`]
      : []),
    ...(unseen.length > 0
      ? [`Not counted, because nothing is known of its GPUs: ${names(unseen)}.`]
      : []),
  ];
}

function names(titles: readonly string[]): string {
  const shown = titles.slice(0, 3).join(', ');
  return titles.length > 3 ? `${shown} and ${titles.length - 3} more` : shown;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
