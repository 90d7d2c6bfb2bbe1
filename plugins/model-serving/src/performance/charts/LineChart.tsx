import {
  CartesianGrid,
  Line,
  LineChart as Lines,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatFigure } from '@modelfleet/backstage-plugin-model-serving-react';
import { pointsOf, type ChartLine } from './chartPoints';

const HEIGHT = 140;
const TEXT = { fill: 'var(--bui-fg-secondary)', fontSize: 11 } as const;
const DAY_MS = 86_400_000;
const FEW = 12;

/** Lines over time. Its words and its table stand beside it, so it is silent. */
export default function LineChart(props: { lines: readonly ChartLine[] }) {
  const { lines } = props;
  const points = pointsOf(lines).map(({ at, values }) => ({ at, ...values }));
  const unit = lines[0]?.series.unit ?? 'requests';
  const long = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0) > DAY_MS;
  const time = (at: number) =>
    new Date(at).toLocaleString(
      [],
      long
        ? { weekday: 'short', hour: '2-digit' }
        : { hour: '2-digit', minute: '2-digit' },
    );
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <Lines
        data={points}
        margin={{ top: 6, right: 12, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={['dataMin', 'dataMax']}
          tickFormatter={time}
          tick={TEXT}
          stroke="var(--bui-border-2)"
          minTickGap={40}
        />
        <YAxis
          width={64}
          tick={TEXT}
          stroke="var(--bui-border-2)"
          tickFormatter={value => formatFigure(Number(value), unit)}
          domain={[0, 'auto']}
          tickCount={4}
        />
        <Tooltip
          labelFormatter={label => new Date(Number(label)).toLocaleString()}
          formatter={value => formatFigure(Number(value), unit)}
          contentStyle={{
            background: 'var(--bui-bg-neutral-1)',
            border: '1px solid var(--bui-border-2)',
            color: 'var(--bui-fg-primary)',
          }}
          isAnimationActive={false}
        />
        {lines.map(({ current, id, name }) => (
          <Line
            key={id}
            dataKey={id}
            name={name ?? 'value'}
            stroke={
              current ? 'var(--bui-fg-announcement)' : 'var(--bui-fg-secondary)'
            }
            strokeWidth={1.75}
            // Old versions are told by the dashes, not by the colour alone.
            {...(!current && { strokeDasharray: '5 3' })}
            // A line of one or two points would not be seen.
            dot={points.length < FEW}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </Lines>
    </ResponsiveContainer>
  );
}
