import { isMap, isSeq, type Document } from 'yaml';
import type { ServiceFacts } from '../facts';
import { isDeepEqual } from '../isDeepEqual';
import { imageParts, vendorImage } from '../serving/image';
import type { CheckedPlacement } from '../validateRequest';
import { toPlain } from '../yamlText';

/** One entry of a kustomization's `images`. */
interface ImageEntry {
  readonly name: string;
  readonly newName?: string;
  readonly digest?: string;
}

const KEYS = new Set(['name', 'newName', 'digest']);

/**
 * What a cluster runs instead of the image of the base: that of its mirror,
 * and that for its vendor's GPUs. KServe's images are its own runtimes'.
 */
export function imageFor(
  { choices, platform }: ServiceFacts,
  { cluster, resourceName }: CheckedPlacement,
  image: string | undefined,
): ImageEntry | undefined {
  if (choices.runtime !== 'deployment' || image === undefined) {
    return undefined;
  }
  const { name } = imageParts(image);
  const vendor = vendorImage(platform, resourceName, cluster);
  const source = vendor?.name ?? name;
  const mirror = platform.mirrors?.find(entry => entry.cluster === cluster);
  const newName = mirror?.images?.[source] ?? source;
  return newName === name && !vendor
    ? undefined
    : {
        name,
        ...(newName === name ? {} : { newName }),
        ...(vendor ? { digest: vendor.digest } : {}),
      };
}

/**
 * Brings `images` of an overlay to what is wanted; entries of other images
 * stay.
 *
 * @param image - That of the base, by which ours is known.
 * @returns whether that changed anything
 */
export function updateImages(
  document: Document,
  image: string | undefined,
  wanted: ImageEntry | undefined,
): boolean {
  const images: unknown = document.getIn(['images'], true);
  const list = isSeq(images) ? images : undefined;
  const name = image === undefined ? undefined : imageParts(image).name;
  const at =
    list?.items.findIndex(
      item => isMap(item) && isOurs(toPlain(document, item), name),
    ) ?? -1;
  if (
    isDeepEqual(at < 0 ? undefined : toPlain(document, list?.items[at]), wanted)
  ) {
    return false;
  }
  if (at >= 0) {
    list?.items.splice(at, 1);
  }
  if (wanted && list) {
    list.add(document.createNode(wanted));
  } else if (wanted) {
    document.setIn(['images'], document.createNode([wanted]));
  } else if (list?.items.length === 0) {
    document.deleteIn(['images']);
  }
  return true;
}

function isOurs(entry: unknown, name: string | undefined): boolean {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'name' in entry &&
    entry.name === name &&
    Object.keys(entry).every(key => KEYS.has(key))
  );
}
