import type { z } from 'zod/v3';

/**
 * A value of the form as a field means it. A form can be opened with any
 * value by its link, and another field's value can have any shape, so what
 * does not fit is left out instead of trusted.
 */
export function readValue<T extends z.ZodTypeAny>(
  shape: T,
  value: unknown,
): z.output<T> | undefined {
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The value of another field of the same form. */
export function readSibling<T extends z.ZodTypeAny>(
  shape: T,
  formContext: unknown,
  field: string,
): z.output<T> | undefined {
  const formData = isRecord(formContext) ? formContext.formData : undefined;
  return readValue(shape, isRecord(formData) ? formData[field] : undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
