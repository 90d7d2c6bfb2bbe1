import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { MissingPartsError } from './binaries/MissingPartsError';
import { findParts } from './binaries/obtain';
import { METRICS_PARTS } from './binaries/parts';
import { CONTRACT, runContractCase } from './contract/cases';
import { startDemoSide } from './contract/demoSide';
import { realSide } from './contract/realSide';
import type { ContractCase, ContractSide } from './contract/side';
import { GitServer } from './delivery/GitServer';
import { builtControllers, startBuiltControllers } from './controllers/start';
import { Environment } from './environment/Environment';
import { definitionsFolder } from './environment/publishedDefinitions';
import { startMetrics } from './metrics/start';
import {
  NAMESPACE,
  type ProductCase,
  type ProductContext,
} from './product/case';
import { productCases } from './product/cases';
import { removeDefaultRights } from './product/observer';
import { Product } from './product/Product';

const CANNOT_RUN = 2;
const CLUSTERS = 3;
const CASE_WITHIN_MS = 300_000;
const ALL_WITHIN_MS = 1_800_000;

function say(line: string): void {
  console.log(`[clusters] ${line}`);
}

function contract(name: string, start: () => Promise<ContractSide>) {
  describe(`contract, ${name}`, { timeout: ALL_WITHIN_MS }, () => {
    let side: ContractSide;
    before(async () => {
      side = await start();
    });
    const run = (contractCase: ContractCase, index: number) =>
      runContractCase(contractCase, side, `contract-${index}`);
    for (const [index, contractCase] of CONTRACT.entries()) {
      it(contractCase.name, { timeout: CASE_WITHIN_MS }, () =>
        run(contractCase, index),
      );
    }
  });
}

async function startProduct(environment: Environment): Promise<ProductContext> {
  const { clusters } = environment;
  const edge = environment.cluster('edge-plant');
  await removeDefaultRights(edge);
  const controllers = await startBuiltControllers(environment, {
    env: process.env,
    say,
    // Elsewhere, tests write what it would say of every state.
    kserveIn: [environment.cluster('cloud-eu')],
  });
  const measuring = await findParts(METRICS_PARTS, process.env);
  const metrics =
    measuring &&
    (await startMetrics(clusters, {
      commands: measuring,
      directory: path.join(environment.directory, 'metrics'),
      started: process => environment.adopt(process),
    }));
  for (const { admin } of clusters) {
    await admin.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE },
    });
  }
  return {
    product: await Product.start(
      clusters,
      process => environment.adopt(process),
      path.join(environment.directory, 'product'),
      metrics,
    ),
    metrics,
    clusters,
    processes: environment.processes,
    controllers,
    git: await GitServer.start(path.join(environment.directory, 'git')),
    eu: environment.cluster('cloud-eu'),
    us: environment.cluster('cloud-us'),
    edge,
  };
}

async function main(signal: AbortSignal): Promise<void> {
  const environment = await Environment.start({
    clusters: CLUSTERS,
    env: process.env,
    say,
    signal,
  });
  let stopDemo = async () => {};
  const stop = async () => {
    await stopDemo();
    await environment.stop();
  };
  signal.addEventListener('abort', () => {
    void stop().finally(() => process.exit(1));
  });
  const definitions = await definitionsFolder(process.env);
  const built = {
    ...(await builtControllers(process.env)),
    metrics: await findParts(METRICS_PARTS, process.env),
  };

  contract('simulated API server', async () => {
    const side = await startDemoSide();
    stopDemo = side.stop;
    return side;
  });
  contract('real API server', () =>
    realSide(environment, environment.cluster('cloud-us')),
  );
  describe('product', { timeout: ALL_WITHIN_MS }, () => {
    let context: ProductContext;
    before(
      async () => {
        context = await startProduct(environment);
      },
      { timeout: CASE_WITHIN_MS },
    );
    const run = (productCase: ProductCase) => productCase.run(context);
    for (const productCase of productCases(definitions)) {
      const { name, needs } = productCase;
      const skip =
        needs && !built[needs]
          ? `${needs} is not built, see docs/real-clusters.md`
          : false;
      it(name, { timeout: CASE_WITHIN_MS, skip }, () => run(productCase));
    }
    after(() => context.git.stop());
  });
  after(stop);
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort(new Error('interrupted')));
}
main(interruption.signal).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof MissingPartsError ? CANNOT_RUN : 1);
});
