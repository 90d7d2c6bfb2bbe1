import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type {
  WorkloadPosition,
  WorkloadsFilter,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { z } from 'zod';

const cursorSchema = z.tuple([
  z.string(),
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]),
]);

/** The filters and the last item of a page, for the next one. */
export function writeCursor(
  filter: WorkloadsFilter,
  position: WorkloadPosition,
): string {
  return Buffer.from(JSON.stringify([digestOf(filter), position])).toString(
    'base64url',
  );
}

/** @throws InputError for a cursor that is not one, or of other filters. */
export function readCursor(
  cursor: string,
  filter: WorkloadsFilter,
): WorkloadPosition {
  let parsed: z.infer<typeof cursorSchema>;
  try {
    parsed = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
  } catch {
    throw new InputError(
      "Parameter 'cursor' is not one that this API gave; leave it out for the first page",
    );
  }
  const [filters, position] = parsed;
  if (filters !== digestOf(filter)) {
    throw new InputError(
      "Parameter 'cursor' is of a page with other filters; leave it out for the first page",
    );
  }
  return position;
}

/** In whatever order the filters were written. */
function digestOf(filter: WorkloadsFilter): string {
  const sorted = Object.entries(filter)
    .map(([name, value]) => [
      name,
      Array.isArray(value) ? [...value].sort() : value,
    ])
    .sort(([a], [b]) => String(a).localeCompare(String(b), 'en'));
  return createHash('sha256')
    .update(JSON.stringify(sorted))
    .digest('base64url')
    .slice(0, 12);
}
