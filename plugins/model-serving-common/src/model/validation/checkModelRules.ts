import { ModelEntityV1alpha1 } from '../ModelEntityV1alpha1';
import { checkArchitecture } from './checkArchitecture';
import { checkArtifacts } from './checkArtifacts';
import { checkReferences } from './checkReferences';
import { ModelProblem } from './ModelProblem';

/**
 * The rules that a JSON schema cannot state, for a Model that fits its schema.
 *
 * Only what cannot be true is a problem; what is merely unusual is not.
 */
export function checkModelRules(model: ModelEntityV1alpha1): ModelProblem[] {
  return [
    ...checkLicense(model),
    ...checkArtifacts(model.spec.artifacts),
    ...checkArchitecture(model.spec.architecture ?? {}),
    ...checkReferences(model),
  ];
}

function checkLicense(model: ModelEntityV1alpha1): ModelProblem[] {
  const { license, licenseUrl } = model.spec;
  return license?.toLowerCase() === 'other' && !licenseUrl
    ? [
        {
          field: 'spec.licenseUrl',
          message:
            'is missing: license is "other", which says nothing without the address of its text',
        },
      ]
    : [];
}
