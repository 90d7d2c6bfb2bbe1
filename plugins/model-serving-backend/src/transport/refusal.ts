import { z } from 'zod';
import { ClusterRequestError } from './ClusterRequestError';

/** What API servers answer instead of the object that was asked for. */
const statusSchema = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z.object({ retryAfterSeconds: z.number().optional() }).optional(),
});

interface Refusal {
  readonly cluster: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  readonly retryAfter?: string | undefined;
  readonly body: string;
  readonly now: Date;
}

/** Says in one sentence what an API server refused. */
export function refusal(options: Refusal): ClusterRequestError {
  const { cluster, path, status } = options;
  const parsed = parseStatus(options.body);
  const words = (parsed?.message ?? '').slice(0, 300);
  const detail = words && `: ${words}`;
  const base = { status };
  switch (true) {
    case status === 401:
      return new ClusterRequestError(
        `Cluster '${cluster}' does not accept the credentials${detail}`,
        {
          ...base,
          kind: 'unauthorized',
          advice:
            "Renew the token or certificate of the cluster in the Kubernetes plugin's configuration.",
        },
      );
    case status === 403:
      return new ClusterRequestError(
        `Cluster '${cluster}' forbids reading ${path}${detail}`,
        {
          ...base,
          kind: 'forbidden',
          advice: 'Bind the ClusterRole of docs/rbac.yaml to the account.',
        },
      );
    case status === 429:
      return new ClusterRequestError(
        `Cluster '${cluster}' asks for fewer requests`,
        {
          ...base,
          kind: 'throttled',
          advice:
            "It is asked again by itself. If that goes on, give Backstage's account a priority level of its own (API Priority and Fairness).",
          retryAfterMs:
            retryAfterMs(options.retryAfter, options.now) ??
            seconds(parsed?.details?.retryAfterSeconds),
        },
      );
    case status >= 500:
      return new ClusterRequestError(
        `Cluster '${cluster}' answered HTTP ${status} for ${path}${detail}`,
        {
          ...base,
          kind: 'server',
          advice: 'Look at the API server and its etcd.',
          retryAfterMs: retryAfterMs(options.retryAfter, options.now),
        },
      );
    default:
      return new ClusterRequestError(
        `Cluster '${cluster}' answered HTTP ${status} for ${path}${detail}`,
        {
          ...base,
          kind: 'other',
          advice:
            'Check that the URL is that of the API server, and what is in front of it.',
        },
      );
  }
}

function parseStatus(body: string): z.infer<typeof statusSchema> | undefined {
  try {
    return statusSchema.parse(JSON.parse(body));
  } catch {
    // A proxy in between answers HTML; the status code says enough.
    return undefined;
  }
}

/** RFC 9110, section 10.2.3: seconds or an HTTP date. */
function retryAfterMs(
  value: string | undefined,
  now: Date,
): number | undefined {
  if (!value) {
    return undefined;
  }
  const asSeconds = Number(value);
  if (Number.isFinite(asSeconds)) {
    return seconds(asSeconds);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.max(0, value) * 1000;
}
