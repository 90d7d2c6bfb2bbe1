export { EmptyState, type EmptyStateProps } from './EmptyState';
export { ErrorPanel, type ErrorPanelProps } from './ErrorPanel';
export { LiveContent, type LiveContentProps } from './LiveContent';
export { sentenceOf } from './sentenceOf';
