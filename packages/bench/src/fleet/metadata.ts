/** The parts of objects that make real ones as large as they are. */

const CREATED = '2026-01-05T08:00:00Z';

type Fields = Record<string, unknown>;

export interface Named {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly controller?: { readonly kind: string; readonly name: string };
}

export function metadata(kind: string, named: Named): Fields {
  const { controller, ...shown } = named;
  return {
    ...shown,
    uid: uidOf(kind, named),
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: CREATED,
    ...(controller && {
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: controller.kind,
          name: controller.name,
          uid: uidOf(controller.kind, {
            name: controller.name,
            ...(named.namespace && { namespace: named.namespace }),
          }),
          controller: true,
        },
      ],
    }),
    managedFields: [managedFields(kind)],
  };
}

export function condition(type: string, status: string = 'True'): Fields {
  return {
    type,
    status,
    lastTransitionTime: CREATED,
    lastProbeTime: null,
    reason: `${type}Reached`,
    message: '',
  };
}

/** Environment of a container, of about `count` times 120 bytes. */
export function environment(count: number): Fields[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `SETTING_NUMBER_${index}`,
    valueFrom: {
      secretKeyRef: { name: `settings-${index}`, key: `value-of-${index}` },
    },
  }));
}

function uidOf(kind: string, { namespace = '', name }: Named): string {
  return `${kind}-${namespace}-${name}`.toLocaleLowerCase('en-US');
}

function managedFields(kind: string): Fields {
  const fields = Object.fromEntries(
    Array.from({ length: 24 }, (_, index) => [
      `k:{"name":"SETTING_NUMBER_${index}"}`,
      { '.': {}, 'f:name': {}, 'f:value': {}, 'f:valueFrom': {} },
    ]),
  );
  return {
    manager: `${kind}-controller`,
    operation: 'Update',
    apiVersion: 'v1',
    time: CREATED,
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'f:containers': fields } },
  };
}
