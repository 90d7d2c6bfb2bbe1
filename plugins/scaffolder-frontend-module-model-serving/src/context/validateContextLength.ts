import { readValue } from '../form';
import { contextLengthShape } from './shape';

/** Why a value is no context length; absent when it is one, or left open. */
export function validateContextLength(value: unknown): string | undefined {
  return value === undefined || readValue(contextLengthShape, value)
    ? undefined
    : 'Give the context length as a whole number of tokens, at least 1.';
}
