import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { checkFit } from './checkFit';
import { placementOptionsShape, PlacementPicker } from './PlacementPicker';
import { placementsShape } from './shape';
import { validatePlacements } from './validatePlacements';

export const placementFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetPlacementPicker',
  component: PlacementPicker,
  schema: makeFieldSchema({
    output: () => placementsShape,
    uiOptions: () => placementOptionsShape,
  }),
  validation: async (value, field, { apiHolder, formData }) => {
    const problems = validatePlacements(value);
    const unfit =
      problems.length === 0 ? await checkFit(formData, apiHolder) : [];
    for (const problem of [...problems, ...unfit]) {
      field.addError(problem);
    }
  },
};

export const placementField = createFormField(placementFieldOptions);
