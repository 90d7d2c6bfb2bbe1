export { wavesField, wavesFieldOptions } from './field';
