export { ClusterSchemas } from './ClusterSchemas';
export { FileValidation } from './FileValidation';
export { DatabaseSchemaStore } from './SchemaStore';
export { DEFAULT_VALIDATE_SETTINGS } from './settings';
