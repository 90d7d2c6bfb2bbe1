export { checkService } from './checkService';
export { serviceNameField, serviceNameFieldOptions } from './field';
