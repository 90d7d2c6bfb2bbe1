import type {
  AcceleratorRule,
  ClusterError,
  ClusterState,
  Instant,
  ObservedRecord,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterCredential,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { ListCause, ObserverMeter } from '../ObserverMeter';
import type { ObserveSettings } from '../settings';

// Both ends are of the same build, so that what comes is what was sent.

/** What a thread is started with. */
export interface ThreadData {
  readonly modelServing: 'observer';
  readonly accelerators: readonly AcceleratorRule[];
  /** Kinds that modules added: their code is in the main thread only. */
  readonly handedOver: readonly ResourceType[];
  readonly settings: ObserveSettings;
}

export type ToThread =
  | {
      readonly type: 'observe';
      readonly run: number;
      readonly cluster: AccessibleCluster;
      readonly delayMs: number;
      readonly lane: number;
      /** In which version kinds were listed before, by resource. */
      readonly remembered: ReadonlyMap<string, string>;
    }
  | { readonly type: 'stop'; readonly run: number }
  /** The last reports were taken: more may be sent. */
  | { readonly type: 'taken' }
  | {
      readonly type: 'credential';
      readonly ask: number;
      readonly answer: CredentialAnswer;
    };

/** Why there is none is told only where it is safe to tell. */
export type CredentialAnswer =
  | { readonly credential: ClusterCredential }
  | { readonly refusal: ClusterError | undefined };

export type FromThread =
  | { readonly type: 'ready' }
  /** JSON of {@link Report}s: cheaper to read than objects that are cloned. */
  | { readonly type: 'reports'; readonly text: string }
  | {
      readonly type: 'credential';
      readonly ask: number;
      readonly run: number;
      readonly renew: boolean;
    }
  /** With `fault`, it ended by one of its own. */
  | { readonly type: 'ended'; readonly run: number; readonly fault?: string }
  | {
      readonly type: 'log';
      readonly level: 'error' | 'warn' | 'info' | 'debug';
      readonly message: string;
    };

/** What is told of one cluster; kinds by their ids. */
export type Report =
  | {
      readonly tell: 'state';
      readonly run: number;
      readonly state: ClusterState;
    }
  | {
      readonly tell: 'version';
      readonly run: number;
      readonly version: {
        readonly kubernetes: string;
        readonly simulated: boolean;
      };
    }
  /** Some of the records of a list that ends with `replace`. */
  | {
      readonly tell: 'part';
      readonly run: number;
      readonly kind: string;
      readonly records: readonly ObservedRecord[];
    }
  | {
      readonly tell: 'replace';
      readonly run: number;
      readonly kind: string;
      readonly at: Instant;
      readonly unreadable: readonly string[];
      readonly version?: string;
    }
  | {
      readonly tell: 'put';
      readonly run: number;
      readonly kind: string;
      readonly record: ObservedRecord;
      readonly at: Instant;
    }
  | {
      readonly tell: 'delete';
      readonly run: number;
      readonly kind: string;
      readonly key: string;
      readonly at: Instant;
    }
  | {
      readonly tell: 'confirm' | 'absent';
      readonly run: number;
      readonly kind: string;
      readonly at: Instant;
    }
  | {
      readonly tell: 'forbidden';
      readonly run: number;
      readonly kind: string;
      readonly message: string;
      readonly retryAt?: Instant;
    }
  | { readonly tell: 'counts'; readonly counts: MeterCounts };

/** What was counted since it was told last. */
export interface MeterCounts {
  readonly events: Partial<
    Record<Parameters<ObserverMeter['watchEvent']>[0], number>
  >;
  readonly lists: Partial<Record<ListCause, number>>;
  readonly failures: Partial<Record<ClusterError['kind'], number>>;
  readonly watches: number;
}
