import { after, describe, it } from 'node:test';
import { MissingPartsError } from './binaries/MissingPartsError';
import { CONTRACT, runContractCase } from './contract/cases';
import { realSide } from './contract/realSide';
import { Environment } from './environment/Environment';

const CANNOT_RUN = 2;
const CASE_WITHIN_MS = 120_000;
const CLUSTERS = 3;

function say(line: string): void {
  console.log(`[clusters] ${line}`);
}

async function main(signal: AbortSignal): Promise<void> {
  const environment = await Environment.start({
    clusters: CLUSTERS,
    env: process.env,
    say,
    signal,
  });
  signal.addEventListener('abort', () => {
    void environment.stop().finally(() => process.exit(1));
  });
  after(() => environment.stop());
  const real = await realSide(environment, environment.cluster('cloud-us'));

  await describe('contract, real API server', { timeout: 900_000 }, () => {
    for (const [index, contractCase] of CONTRACT.entries()) {
      it(contractCase.name, { timeout: CASE_WITHIN_MS }, () =>
        runContractCase(contractCase, real, `contract-${index}`),
      );
    }
  });
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort(new Error('interrupted')));
}
main(interruption.signal).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof MissingPartsError ? CANNOT_RUN : 1);
});
