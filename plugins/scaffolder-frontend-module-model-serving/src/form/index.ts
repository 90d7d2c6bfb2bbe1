export { FieldFrame } from './FieldFrame';
export { readSibling, readValue } from './readForm';
