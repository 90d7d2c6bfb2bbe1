import { render, screen } from '@testing-library/react';
import type {
  Figure,
  FigureUnit,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { describeSeries } from './describeSeries';
import { FigureText } from './FigureText';
import { formatFigure } from './formatFigure';
import { Sparkline } from './Sparkline';

describe('formatFigure', () => {
  it.each<[number, FigureUnit, string]>([
    [0.381, 'ratio', '38.1 %'],
    [0, 'ratio', '0 %'],
    [0.00002, 'ratio', '< 0.01 %'],
    [0.0853, 'seconds', '85.3 ms'],
    [2.347, 'seconds', '2.3 s'],
    [1234.5, 'tokensPerSecond', '1,235 tokens/s'],
    [5.64, 'requestsPerSecond', '5.6/s'],
    [0.021, 'requestsPerSecond', '0.021/s'],
    [12, 'requests', '12'],
    [85_899_345_920, 'bytes', '80 GiB'],
    [412.4, 'watts', '412 W'],
    [0.42, 'wattHoursPer1000Tokens', '0.42 Wh'],
    [2.5, 'currencyPerHour', '€2.50'],
    [0.4215, 'currencyPerMillionTokens', '€0.422'],
  ])('%d %s reads %s', (value, unit, text) => {
    expect(formatFigure(value, unit, 'EUR')).toBe(text);
  });
});

describe('FigureText', () => {
  const unit = 'requestsPerSecond' as const;
  const confirmedAt = '2026-11-01T08:00:00Z';
  it.each<[Figure | undefined, string, string | undefined]>([
    [{ status: 'value', value: 0, unit, confirmedAt }, '0/s', undefined],
    [
      { status: 'noTraffic', unit, confirmedAt, message: 'Nobody asked.' },
      'no traffic',
      'Nobody asked.',
    ],
    [
      { status: 'noData', unit, reason: 'notYet', message: 'Too early.' },
      'no data',
      'Too early.',
    ],
    [
      { status: 'noData', unit, reason: 'noPrice', message: 'Set a price.' },
      'no price',
      'Set a price.',
    ],
    [
      { status: 'error', unit, message: 'It is gone.' },
      'not read',
      'It is gone.',
    ],
    [undefined, 'n/a', undefined],
  ])('tells %j as %s', (figure, text, title) => {
    render(<FigureText figure={figure} />);
    const shown = screen.getByText(text);
    expect(shown.getAttribute('title') ?? undefined).toBe(title);
  });
});

describe('Sparkline', () => {
  it('has a gap where there is no value, and the same in words', () => {
    const series = {
      unit: 'seconds' as const,
      from: '2026-11-01T08:00:00Z',
      stepSeconds: 60,
      windowSeconds: 300,
      values: [0.1, 0.2, null, null, 0.4, null, 0.3],
    };
    const label = describeSeries('First token', series);
    const { container } = render(
      <Sparkline values={series.values} label={label} />,
    );
    expect(
      screen.getByRole('img', {
        name: 'First token: between 100 ms and 400 ms, 300 ms at the end',
      }),
    ).toBeVisible();
    const lines = [...container.querySelectorAll('polyline')].map(line =>
      line.getAttribute('points')?.split(' '),
    );
    expect(lines.map(points => points?.length)).toEqual([2, 2, 2]);
    const tops = lines.flat().map(point => Number(point?.split(',')[1]));
    expect(Math.min(...tops)).toBe(2);
  });

  it('is not drawn as zero when nothing is known', () => {
    const { container } = render(
      <Sparkline values={[null, null]} label="no values" />,
    );
    expect(container.querySelectorAll('polyline, circle')).toHaveLength(0);
  });
});
