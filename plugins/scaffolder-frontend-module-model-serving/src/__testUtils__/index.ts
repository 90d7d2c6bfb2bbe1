export { away, renderField } from './renderForm';
