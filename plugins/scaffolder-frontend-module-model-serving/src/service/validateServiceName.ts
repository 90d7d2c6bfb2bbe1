import { checkServiceName } from '@modelfleet/backstage-plugin-model-serving-common';

/** Why a value is no name of a service; absent when it is one. */
export function validateServiceName(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') {
    return 'Give the service a name.';
  }
  try {
    checkServiceName(value);
    return undefined;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** Whether a name is worth asking for. */
export function isServiceName(value: string): boolean {
  return validateServiceName(value) === undefined;
}
