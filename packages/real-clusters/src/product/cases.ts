import { changeCases } from './changes';
import type { ProductCase } from './case';
import { countingCases } from './counting';
import { ARGO_CD, deliveryCases, FLUX } from './delivering';
import { leavingCases } from './leaving';
import { manifestCases } from './manifests';
import { auditCases, readingCases } from './reading';
import { verdictCases } from './verdicts';

/** The product on real control planes, in the order in which it is told. */
export function productCases(definitions: string | undefined): ProductCase[] {
  return [
    ...readingCases,
    ...countingCases,
    ...verdictCases,
    ...deliveryCases(FLUX),
    ...deliveryCases(ARGO_CD),
    ...changeCases,
    ...manifestCases(definitions),
    ...auditCases,
    ...leavingCases,
  ];
}
