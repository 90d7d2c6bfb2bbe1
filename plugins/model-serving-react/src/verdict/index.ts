export { Explanation, type ExplanationProps } from './Explanation';
export { VerdictBadge, type VerdictBadgeProps } from './VerdictBadge';
export { compareVerdicts, countVerdicts, verdictLabels } from './verdicts';
