import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
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
  validation: (value, field) => {
    for (const problem of validatePlacements(value)) {
      field.addError(problem);
    }
  },
};

export const placementField = createFormField(placementFieldOptions);
