import type { Ownership } from './Ownership';

/**
 * For a database that a process has for itself: all is its own from the first
 * moment, at no cost.
 */
export class SoleOwnership implements Ownership {
  readonly shared = false;

  static create(): SoleOwnership {
    return new SoleOwnership();
  }

  private constructor() {}

  async run(): Promise<void> {}

  whileOwner(
    _unit: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    return work(signal);
  }

  fence(): 'sole' {
    return 'sole';
  }

  lost(): void {}
}
