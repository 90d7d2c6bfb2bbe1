import { isError } from '@backstage/errors';
import type { ClusterError } from '@modelfleet/backstage-plugin-model-serving-common';
import { ClusterRequestError } from './ClusterRequestError';

interface Words {
  readonly kind: ClusterError['kind'];
  readonly problem: string;
  readonly advice: string;
}

const SILENT =
  'Check that its API server runs, and that the network lets Backstage reach it.';
const CLOSED =
  'Check that its API server runs, and what is in front of it: a proxy or balancer may close connections.';
const ROUTE = 'Check the routes and the firewall of the Backstage host.';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ALTNAME/;

/** Codes of Node.js and undici in words for a person. */
const BY_CODE: Readonly<Record<string, Words>> = {
  ECONNREFUSED: {
    kind: 'refused',
    problem: 'refuses connections',
    advice:
      'Check that its API server runs and that the URL has the right port.',
  },
  ENOTFOUND: {
    kind: 'dns',
    problem: 'has a host name that cannot be resolved',
    advice: "Check the cluster's URL and the DNS of the Backstage host.",
  },
  EAI_AGAIN: {
    kind: 'dns',
    problem: 'has a host name that cannot be resolved now',
    advice: 'Check the DNS of the Backstage host.',
  },
  ECONNRESET: {
    kind: 'refused',
    problem: 'closed the connection',
    advice: CLOSED,
  },
  EPIPE: { kind: 'refused', problem: 'closed the connection', advice: CLOSED },
  UND_ERR_SOCKET: {
    kind: 'refused',
    problem: 'closed the connection',
    advice: CLOSED,
  },
  EHOSTUNREACH: {
    kind: 'refused',
    problem: 'is at a host without a route',
    advice: ROUTE,
  },
  ENETUNREACH: {
    kind: 'refused',
    problem: 'is in a network without a route',
    advice: ROUTE,
  },
  ETIMEDOUT: {
    kind: 'timeout',
    problem: 'did not answer in time',
    advice: SILENT,
  },
  UND_ERR_CONNECT_TIMEOUT: {
    kind: 'timeout',
    problem: 'did not accept a connection in time',
    advice: SILENT,
  },
  UND_ERR_HEADERS_TIMEOUT: {
    kind: 'timeout',
    problem: 'did not answer in time',
    advice: SILENT,
  },
  UND_ERR_BODY_TIMEOUT: {
    kind: 'timeout',
    problem: 'stopped in the middle of an answer',
    advice: SILENT,
  },
  EPROTO: {
    kind: 'tls',
    problem: 'does not speak TLS as expected',
    advice: "Check that the cluster's URL begins with the right http or https.",
  },
};

/** Says in one sentence why a cluster could not be asked. */
export function connectionFailure(
  cluster: string,
  error: unknown,
): ClusterRequestError {
  if (error instanceof ClusterRequestError) {
    return error;
  }
  const { kind, problem, advice } = describe(error);
  return new ClusterRequestError(`Cluster '${cluster}' ${problem}`, {
    kind,
    advice,
  });
}

function describe(error: unknown): Words {
  const code = codeOf(error);
  if (isError(error) && error.name === 'TimeoutError') {
    return {
      kind: 'timeout',
      problem: 'did not answer in time',
      advice: SILENT,
    };
  }
  const known = BY_CODE[code];
  if (known) {
    return known;
  }
  if (CERTIFICATE.test(code)) {
    return {
      kind: 'tls',
      problem: `shows a certificate that is not trusted (${code})`,
      advice:
        "Give the cluster's certificate authority as caData or caFile in the Kubernetes plugin's configuration.",
    };
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    return {
      kind: 'tls',
      problem: `does not agree on TLS (${code})`,
      advice:
        "Check the cluster's certificates, and that its URL is that of the API server.",
    };
  }
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP2')) {
    return {
      kind: 'protocol',
      problem: `breaks the HTTP protocol (${code})`,
      advice:
        'Check that the URL is that of the API server, and what is in front of it.',
    };
  }
  return {
    kind: 'other',
    problem: `cannot be asked${code && ` (${code})`}`,
    advice:
      "Check the cluster's URL and its entry in the Kubernetes plugin's configuration.",
  };
}

/** The first code along the causes; never a message, it may quote a header. */
function codeOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5 && isError(current); depth++) {
    if ('code' in current && typeof current.code === 'string') {
      return current.code;
    }
    const [first]: unknown[] =
      'errors' in current && Array.isArray(current.errors)
        ? current.errors
        : [];
    current = first ?? current.cause;
  }
  return '';
}
