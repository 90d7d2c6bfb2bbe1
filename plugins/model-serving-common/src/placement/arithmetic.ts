import type { LayoutFit, SizingResult, SizingStep } from '../sizing';
import { asBytes, asText } from '../sizing/format';
import { number } from './words';

/** One line of a calculation, in words. @public */
export interface ArithmeticLine {
  readonly label: string;
  /** The figure with its unit. */
  readonly value: string;
  /** How it comes about. */
  readonly how: string;
  /** Where the rule or the number is from. */
  readonly source: string;
}

// What a person needs to follow the answer: of the whole model its weights and
// its context, everything else for the GPU that is looked at.
const WHOLE_MODEL: ReadonlySet<string> = new Set(['weights', 'context-length']);

/** The calculation for one layout, from weights to requests at once. */
export function arithmeticOf(
  result: SizingResult,
  layout: LayoutFit,
): ArithmeticLine[] {
  return [
    ...result.steps.filter(({ id }) => WHOLE_MODEL.has(id)),
    ...layout.steps,
  ].map(lineOf);
}

function lineOf({ label, unit, amount, how, source }: SizingStep) {
  return {
    label,
    value: asText(amount, value => write(value, unit)),
    how,
    source,
  };
}

function write(value: number, unit: SizingStep['unit']): string {
  switch (unit) {
    case 'bytes':
    case 'bytes/token':
    case 'bytes/request':
      return asBytes(value);
    case 'share':
      return `${Number((value * 100).toFixed(1))} %`;
    case 'requests':
      return Number.isFinite(value)
        ? number(Math.floor(value * 100) / 100)
        : 'any number';
    default:
      return number(value);
  }
}
