import { discoveryCases } from './discovery';
import { listCases } from './lists';
import { logCases } from './logs';
import { refusalCases } from './refusals';
import type { ContractCase, ContractSide } from './side';
import { watchCases } from './watches';

/**
 * How an API server behaves, as far as the product relies on it. What real
 * servers do and the simulated ones do must be the same.
 */
export const CONTRACT: readonly ContractCase[] = [
  ...discoveryCases,
  ...listCases,
  ...watchCases,
  ...logCases,
  ...refusalCases,
];

/** Runs a case in a namespace of its own. */
export async function runContractCase(
  contractCase: ContractCase,
  side: ContractSide,
  namespace: string,
): Promise<void> {
  const object = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  };
  await side.admin.create(object);
  try {
    await contractCase.run({ side, namespace });
  } finally {
    await side.admin.call({
      method: 'DELETE',
      path: `/api/v1/namespaces/${namespace}`,
    });
  }
}
