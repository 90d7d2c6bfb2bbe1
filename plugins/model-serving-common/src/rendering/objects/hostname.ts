import { InputError } from '@backstage/errors';
import { quote } from '../names';
import type { CheckedRequest } from '../validateRequest';
import { fillIn } from './fillIn';

const CLUSTER = '{cluster}';
/** In the base, where no cluster is known yet. */
const NO_CLUSTER = 'cluster';

/** The pattern by which the hosts of a service are named; `undefined` when it has none. */
export function hostPatternOf({
  choices,
  platform = {},
}: CheckedRequest): string | undefined {
  switch (choices.exposure) {
    case 'httproute':
      return platform.gateway?.hostname;
    case 'ingress':
      return platform.ingress?.hostname;
    default:
      return undefined;
  }
}

/** Whether each cluster has a host name of its own. */
export function hostsDiffer(request: CheckedRequest): boolean {
  return hostPatternOf(request)?.includes(CLUSTER) ?? false;
}

/**
 * The host name of a service in a cluster.
 *
 * @throws InputError when it would be longer than DNS allows.
 */
export function hostnameOf(
  request: CheckedRequest,
  cluster: string = NO_CLUSTER,
): string {
  const host = fillIn(hostPatternOf(request) ?? '', {
    service: request.service,
    namespace: request.namespace,
    tenant: request.tenant,
    cluster: dnsName(cluster),
  });
  const long = host.split('.').find(label => label.length > 63);
  if (long !== undefined || host.length > 253) {
    throw new InputError(
      `The host name ${quote(
        host,
      )} is longer than DNS allows; choose a shorter service name`,
    );
  }
  return host;
}

/** Names of clusters may have characters that host names have not. */
function dnsName(cluster: string): string {
  return cluster
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
