import { z } from 'zod';

/** The part that every object has; the rest is kept as it came. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

export type KubernetesObject = z.infer<typeof kubernetesObjectSchema>;

export const listSchema = z.looseObject({
  kind: z.string(),
  apiVersion: z.string(),
  metadata: z.looseObject({
    resourceVersion: z.string().optional(),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({
        name: z.string(),
        resourceVersion: z.string(),
      }),
    }),
  ),
});

const PLURALS: Record<string, string> = {
  NetworkPolicy: 'networkpolicies',
};

/** The name that an object's kind has in paths. */
function plural(kind: string): string {
  return (
    PLURALS[kind] ??
    (/(s|x|ch)$/i.test(kind)
      ? `${kind.toLowerCase()}es`
      : `${kind.toLowerCase().replace(/y$/, 'ie')}s`)
  );
}

/** `/api/v1/namespaces/chat/pods`: where objects like this one live. */
export function collectionPath(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string | undefined };
}): string {
  const root = object.apiVersion.includes('/')
    ? `/apis/${object.apiVersion}`
    : `/api/${object.apiVersion}`;
  const { namespace } = object.metadata;
  const scope = namespace ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${plural(object.kind)}`;
}

/** Where this object lives. */
export function objectPath(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
  };
}): string {
  return `${collectionPath(object)}/${encodeURIComponent(
    object.metadata.name,
  )}`;
}
