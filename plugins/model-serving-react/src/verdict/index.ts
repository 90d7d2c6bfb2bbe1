export { Badge, type BadgeProps } from './Badge';
export { Explanation, type ExplanationProps } from './Explanation';
export { describeStep, Steps, type StepsProps } from './Steps';
export { VerdictBadge, type VerdictBadgeProps } from './VerdictBadge';
export { compareVerdicts, countVerdicts, verdictLabels } from './verdicts';
