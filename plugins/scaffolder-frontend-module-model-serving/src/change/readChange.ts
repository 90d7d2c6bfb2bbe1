import { readSibling } from '../form';
import { changeShape, type ChangeValue } from './shape';

/** The service that a form changes; nothing for a new one. */
export function readChange(
  formContext: unknown,
  field: string = 'change',
): ChangeValue | undefined {
  return readSibling(changeShape, formContext, field);
}
