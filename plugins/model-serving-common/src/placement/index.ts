export { assessFit } from './assessFit';
export type { Fit, FitAssessment } from './assessFit';
