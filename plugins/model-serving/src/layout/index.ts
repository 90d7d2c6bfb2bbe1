export { ServedEntityLayout } from './ServedEntityLayout';
