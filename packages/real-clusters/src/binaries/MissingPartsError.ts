/** What is needed to run is not on this machine and cannot be made here. */
export class MissingPartsError extends Error {
  static create(missing: readonly string[]): MissingPartsError {
    return new MissingPartsError(
      [
        'Real clusters cannot be started on this machine. Missing:',
        ...missing.map(line => `  - ${line}`),
      ].join('\n'),
    );
  }

  private constructor(message: string) {
    super(message);
    this.name = 'MissingPartsError';
  }
}
