import type { FigureUnit } from '@modelfleet/backstage-plugin-model-serving-common';
import { formatMemory } from '../model';

/**
 * A figure with its unit, as short as it stays clear: `38 %`, `85 ms`, `5.6/s`,
 * `1,240 tokens/s`, `$0.42`.
 *
 * @param currency - ISO 4217, for units that are money
 * @public
 */
export function formatFigure(
  value: number,
  unit: FigureUnit,
  currency: string = 'USD',
): string {
  switch (unit) {
    case 'ratio':
      return `${short(value * 100)} %`;
    case 'seconds':
      return value < 1 ? `${short(value * 1000)} ms` : `${short(value)} s`;
    case 'requestsPerSecond':
      return `${short(value)}/s`;
    case 'tokensPerSecond':
      return `${short(value)} tokens/s`;
    case 'bytes':
      return formatMemory(value);
    case 'watts':
      return `${short(value)} W`;
    case 'wattHoursPer1000Tokens':
      return `${short(value)} Wh`;
    case 'currencyPerHour':
    case 'currencyPerMillionTokens':
      return money(value, currency);
    default:
      return short(value);
  }
}

/** Three digits that count; 0 is 0, and a little is not 0. */
function short(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.01) {
    return value > 0 ? '< 0.01' : '> -0.01';
  }
  const digits = Math.abs(value) >= 100 ? 0 : 1;
  const rounded =
    Math.abs(value) >= 1
      ? Number(value.toFixed(digits))
      : Number(value.toPrecision(2));
  return rounded.toLocaleString('en-US');
}

function money(value: number, currency: string): string {
  const digits = value !== 0 && Math.abs(value) < 1 ? 3 : 2;
  return value.toLocaleString('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
}
