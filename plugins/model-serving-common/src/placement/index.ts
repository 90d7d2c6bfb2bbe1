export type { ArithmeticLine } from './arithmetic';
export { assessPlacement } from './assessPlacement';
export type { PlacementAssessment, ServedModel } from './assessPlacement';
export type { ModelFit } from './modelFit';
export { placedModelOf, takesContextLength } from './placedModel';
export type { PlacedModel } from './placedModel';
export type { Fit } from './room';
export { suggestContextLength } from './suggestContextLength';
export type { ContextSuggestion } from './suggestContextLength';
