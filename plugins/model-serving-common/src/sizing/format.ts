import { Amount } from './amount';
import { GIB } from './assumptions';

/** Bytes for a person: GiB with two decimals, small numbers in KiB. */
export function asBytes(bytes: number): string {
  const size = Math.abs(bytes);
  if (size >= GIB / 100) return `${(bytes / GIB).toFixed(2)} GiB`;
  return size >= 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${bytes} bytes`;
}

/** An amount for a person. */
export function asText(
  amount: Amount,
  write: (value: number) => string = String,
): string {
  if (amount.kind === 'exact') return write(amount.value);
  if (amount.kind === 'unknown') return 'unknown';
  const { atLeast, atMost } = amount;
  if (atLeast === undefined) return `at most ${write(atMost ?? Infinity)}`;
  if (atMost === undefined) return `at least ${write(atLeast)}`;
  return `${write(atLeast)} to ${write(atMost)}`;
}

/** A layout for a person: `4 GPUs on 1 node`. */
export function asMachines(gpus: number, nodes: number): string {
  const cards = gpus === 1 ? '1 GPU' : `${gpus} GPUs`;
  return nodes === 1 ? cards : `${cards} on ${nodes} nodes`;
}

/** A list of field names for a sentence. */
export function asList(names: readonly string[]): string {
  return names.join(', ');
}
