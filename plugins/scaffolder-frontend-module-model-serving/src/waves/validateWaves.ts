import { readValue } from '../form';
import { wavesShape } from './shape';

/** Why a value is no list of waves; absent when it is one, or left open. */
export function validateWaves(value: unknown): string | undefined {
  return value === undefined || readValue(wavesShape, value)
    ? undefined
    : 'Give the waves as lists of clusters, none of them empty.';
}
