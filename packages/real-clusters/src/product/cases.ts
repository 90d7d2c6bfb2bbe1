import { changeCases } from './changes';
import type { ProductCase } from './case';
import { countingCases } from './counting';
import { deviceCases } from './devices';
import { ARGO_CD, deliveryCases, FLUX } from './delivering';
import { kindCases } from './kinds/cases';
import { poolCases } from './kinds/pool';
import { unknownKindCases } from './kinds/unknown';
import { kserveCases } from './kserve';
import { leavingCases } from './leaving';
import { manifestCases } from './manifests';
import { measuringCases } from './measuring';
import { auditCases, readingCases } from './reading';
import { verdictCases } from './verdicts';

/** The product on real control planes, in the order in which it is told. */
export function productCases(definitions: string | undefined): ProductCase[] {
  return [
    ...readingCases,
    ...countingCases,
    ...deviceCases,
    ...verdictCases,
    ...measuringCases,
    ...kindCases(definitions),
    ...poolCases,
    ...unknownKindCases,
    ...kserveCases,
    ...deliveryCases(FLUX),
    ...deliveryCases(ARGO_CD),
    ...changeCases,
    ...manifestCases(definitions),
    ...auditCases,
    ...leavingCases,
  ];
}
