import { identityOf } from '../manifests/transform';
import { isPlainObject, type PlainObject } from '../manifests/types';

/** A part of an object, with the path that leads to it. */
export interface Part {
  readonly path: string;
  readonly fields: PlainObject;
}

/** A pod that an object would make, with its containers. */
export interface PodPart extends Part {
  readonly containers: readonly Part[];
}

/** The pods that an object would make, for kinds that services consist of. */
export function podsOf(object: PlainObject): PodPart[] {
  const spec = at({ path: '', fields: object }, 'spec');
  switch (identityOf(object).kind) {
    case 'Pod':
      return [withContainers(spec)];
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'DaemonSet':
    case 'Job':
      return [withContainers(at(at(spec, 'template'), 'spec'))];
    case 'InferenceService':
      return ['predictor', 'transformer', 'explainer']
        .filter(name => isPlainObject(spec.fields[name]))
        .map(name => {
          const part = at(spec, name);
          const pod = withContainers(part);
          // KServe makes a container of each of these.
          return {
            ...pod,
            containers: [
              ...pod.containers,
              ...(isPlainObject(part.fields.model) ? [at(part, 'model')] : []),
            ],
          };
        });
    default:
      return [];
  }
}

/** A mapping below another; an empty one where it is none. */
export function at({ path, fields }: Part, key: string): Part {
  const value = fields[key];
  return {
    path: path === '' ? key : `${path}.${key}`,
    fields: isPlainObject(value) ? value : {},
  };
}

/** The mappings of a list. */
export function entriesAt({ path, fields }: Part, key: string): Part[] {
  const value = fields[key];
  return (Array.isArray(value) ? value : []).flatMap((entry, index) =>
    isPlainObject(entry)
      ? [{ path: `${path}.${key}[${index}]`, fields: entry }]
      : [],
  );
}

function withContainers(pod: Part): PodPart {
  return {
    ...pod,
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap(
      key => entriesAt(pod, key),
    ),
  };
}
