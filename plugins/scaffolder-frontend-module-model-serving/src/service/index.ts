export { checkService } from './checkService';
export { serviceNameField } from './field';
