import { isPlainObject, type PlainObject } from '../manifests/types';
import { at, entriesAt, type Part, type PodPart } from './podsOf';

/** The two levels that ask anything of a pod. */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** What a level does not allow. */
export interface Violation {
  readonly level: PodSecurityLevel;
  readonly path: string;
  /** Follows the name of the level: `does not allow …`. */
  readonly words: string;
  readonly advice: string;
}

/** Pod Security Standards, Kubernetes v1.36: what may be added at `baseline`. */
const BASELINE_CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const SAFE_SYSCTLS: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

const RESTRICTED_VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/**
 * What the Pod Security Standards (Kubernetes v1.36) have against a pod.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function violationsOf(pod: PodPart): Violation[] {
  const security = at(pod, 'securityContext');
  return [
    ...hostNamespaces(pod),
    ...sysctls(security),
    ...volumes(pod),
    ...user(security),
    ...profile(security),
    ...pod.containers.flatMap(container => ofContainer(container, security)),
  ];
}

function ofContainer(container: Part, podSecurity: Part): Violation[] {
  const security = at(container, 'securityContext');
  return [
    ...privilege(security),
    ...hostPorts(container),
    ...capabilities(security),
    ...user(security),
    ...profile(security),
    ...nonRoot(security, podSecurity),
    ...seccomp(security, podSecurity),
  ];
}

function hostNamespaces(pod: Part): Violation[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter(key => pod.fields[key] === true)
    .map(key => ({
      level: 'baseline',
      path: `${pod.path}.${key}`,
      words: `pods that share the node's own (${key})`,
      advice: 'Take the field out.',
    }));
}

function sysctls(security: Part): Violation[] {
  return entriesAt(security, 'sysctls')
    .filter(({ fields }) => !SAFE_SYSCTLS.has(fields.name))
    .map(({ path, fields }) => ({
      level: 'baseline',
      path,
      words: `to set ${String(fields.name)}`,
      advice: 'Take the entry out.',
    }));
}

function volumes(pod: Part): Violation[] {
  return entriesAt(pod, 'volumes').flatMap(({ path, fields }): Violation[] => {
    const kind = Object.keys(fields).find(
      key => key !== 'name' && isPlainObject(fields[key]),
    );
    if (kind === undefined || RESTRICTED_VOLUMES.has(kind)) {
      return [];
    }
    return [
      {
        level: kind === 'hostPath' ? 'baseline' : 'restricted',
        path: `${path}.${kind}`,
        words: `volumes of the kind ${kind}`,
        advice: 'Use a PersistentVolumeClaim or an emptyDir.',
      },
    ];
  });
}

function privilege(security: Part): Violation[] {
  const { fields, path } = security;
  const found: Violation[] = [];
  if (fields.privileged === true) {
    found.push({
      level: 'baseline',
      path: `${path}.privileged`,
      words: 'privileged containers',
      advice: 'Take the field out.',
    });
  }
  if (fields.procMount !== undefined && fields.procMount !== 'Default') {
    found.push({
      level: 'baseline',
      path: `${path}.procMount`,
      words: 'to unmask /proc',
      advice: 'Take the field out.',
    });
  }
  if (fields.allowPrivilegeEscalation !== false) {
    found.push({
      level: 'restricted',
      path: `${path}.allowPrivilegeEscalation`,
      words: 'a container that may gain privileges',
      advice: 'Set it to false.',
    });
  }
  return found;
}

function hostPorts(container: Part): Violation[] {
  return entriesAt(container, 'ports')
    .filter(({ fields }) => (fields.hostPort ?? 0) !== 0)
    .map(({ path }) => ({
      level: 'baseline',
      path: `${path}.hostPort`,
      words: 'ports of the node',
      advice: 'Take the field out; a Service reaches the pod.',
    }));
}

function capabilities(security: Part): Violation[] {
  const { path, fields } = at(security, 'capabilities');
  const added = listOf(fields.add);
  const more = added.filter(name => !BASELINE_CAPABILITIES.has(name));
  const found: Violation[] = [];
  if (more.length > 0) {
    found.push({
      level: 'baseline',
      path: `${path}.add`,
      words: `to add ${more.join(', ')}`,
      advice: 'Take the capability out.',
    });
  } else if (added.some(name => name !== 'NET_BIND_SERVICE')) {
    found.push({
      level: 'restricted',
      path: `${path}.add`,
      words: `to add ${added.join(', ')}`,
      advice: 'Only NET_BIND_SERVICE may be added.',
    });
  }
  if (!listOf(fields.drop).includes('ALL')) {
    found.push({
      level: 'restricted',
      path: `${path}.drop`,
      words: 'to keep capabilities',
      advice: 'Drop ALL of them.',
    });
  }
  return found;
}

/** What a pod and each of its containers may say of users and profiles. */
function user({ path, fields }: Part): Violation[] {
  return fields.runAsUser === 0
    ? [
        {
          level: 'restricted',
          path: `${path}.runAsUser`,
          words: 'to run as root',
          advice: 'Give another number.',
        },
      ]
    : [];
}

function profile(security: Part): Violation[] {
  const unconfined = (['seccompProfile', 'appArmorProfile'] as const).filter(
    key => at(security, key).fields.type === 'Unconfined',
  );
  return unconfined.map(key => ({
    level: 'baseline',
    path: `${security.path}.${key}.type`,
    words: 'to run without confinement',
    advice: 'Use RuntimeDefault.',
  }));
}

function nonRoot(security: Part, podSecurity: Part): Violation[] {
  return stated(security, podSecurity, 'runAsNonRoot') === true
    ? []
    : [
        {
          level: 'restricted',
          path: `${security.path}.runAsNonRoot`,
          words: 'a container that may run as root',
          advice: 'Set it to true, here or for the pod.',
        },
      ];
}

function seccomp(security: Part, podSecurity: Part): Violation[] {
  const found = stated(security, podSecurity, 'seccompProfile');
  const type = isPlainObject(found) ? found.type : undefined;
  return type === 'RuntimeDefault' ||
    type === 'Localhost' ||
    type === 'Unconfined'
    ? []
    : [
        {
          level: 'restricted',
          path: `${security.path}.seccompProfile`,
          words: 'a container without a seccomp profile',
          advice: 'Set its type to RuntimeDefault, here or for the pod.',
        },
      ];
}

function stated(own: Part, pod: Part, key: string): unknown {
  return own.fields[key] ?? pod.fields[key];
}

function listOf(value: PlainObject[string]): unknown[] {
  return Array.isArray(value) ? value : [];
}
