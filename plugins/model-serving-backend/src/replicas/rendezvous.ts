/**
 * The replicas in the order in which they should have a unit: highest random
 * weight (Thaler and Ravishankar, 1998). A replica that comes or goes moves no
 * more units than its own share.
 */
export function rendezvousOrder(
  unit: string,
  replicas: Iterable<string>,
): string[] {
  return [...replicas]
    .map(replica => ({ replica, weight: hash(`${replica}\n${unit}`) }))
    .sort((a, b) => b.weight - a.weight || (a.replica < b.replica ? -1 : 1))
    .map(({ replica }) => replica);
}

/** FNV-1a, with the last mixing of MurmurHash3, so that near names lie apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
