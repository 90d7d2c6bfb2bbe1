import { keepServing, type DeliveredObject } from './deliveredObjects';
import type { ObjectReader } from './ObjectReader';

/**
 * Reads `status.inventory` of Flux: ids `<namespace>_<name>_<group>_<kind>`,
 * where namespace and group may be empty. Only the name can have more
 * underscores: two stand for the colon of an RBAC name. So an id is read from
 * both ends.
 */
export function readInventory(status: ObjectReader): DeliveredObject[] {
  const objects = status
    .object('inventory')
    .list('entries')
    .map(entry => parseInventoryId(entry.string('id')))
    .filter(object => object !== undefined);
  return keepServing(objects);
}

/** `undefined` for what is no id of an inventory. */
export function parseInventoryId(id: string): DeliveredObject | undefined {
  const match = /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(id);
  const [, namespace, name, group = '', kind] = match ?? [];
  if (!name || !kind) return undefined;
  return {
    group,
    kind,
    ...(namespace && { namespace }),
    name: name.replaceAll('__', ':'),
  };
}
