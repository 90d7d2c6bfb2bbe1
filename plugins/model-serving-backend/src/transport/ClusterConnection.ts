import { buildConnector, Pool } from 'undici';
import type { Dispatcher } from 'undici';
import type {
  AccessibleCluster,
  ClusterCredential,
} from '@modelfleet/backstage-plugin-model-serving-node';

const CONNECT_TIMEOUT_MS = 5_000;
/** Every kind is watched, and some requests come and go beside the watches. */
const HTTP1_CONNECTIONS = 64;
/** What undici allows to be open at once in one HTTP/2 connection; its own 1 would serialise all. */
const HTTP2_STREAMS = 250;

/**
 * The connections to one API server with one credential.
 *
 * With HTTP/2 everything shares one connection. Whether the server speaks it
 * shows in the TLS handshake of the first connection (ALPN), so that one is
 * made alone; an HTTP/1.1 server then gets a connection for each request that
 * is open at the same time.
 */
export class ClusterConnection {
  readonly #first: Pool;
  readonly #openMore: () => Pool;
  readonly #openHttp1: () => Pool;
  #http1: Pool | undefined;
  #more: Pool | undefined;
  #protocol: 'h2' | 'http/1.1' | undefined;

  /** Of the credential, only a client certificate belongs to a connection. */
  static open(
    cluster: AccessibleCluster,
    credential: ClusterCredential,
  ): ClusterConnection {
    return new ClusterConnection(cluster, credential);
  }

  private constructor(
    cluster: AccessibleCluster,
    credential: ClusterCredential,
  ) {
    const connector = (allowH2: boolean) =>
      buildConnector({
        allowH2,
        timeout: CONNECT_TIMEOUT_MS,
        keepAlive: true,
        keepAliveInitialDelay: 15_000,
        rejectUnauthorized: !cluster.skipTlsVerify,
        ...(cluster.certificateAuthority && {
          ca: cluster.certificateAuthority,
        }),
        ...(credential.type === 'x509' && {
          cert: credential.certificate,
          key: credential.key,
        }),
      });
    const connect = connector(true);
    const learn: buildConnector.connector = (options, callback) =>
      connect(options, (error, socket) => {
        if (error) {
          callback(error, null);
          return;
        }
        this.#protocol =
          'alpnProtocol' in socket && socket.alpnProtocol === 'h2'
            ? 'h2'
            : 'http/1.1';
        callback(null, socket);
      });
    const origin = new URL(cluster.serverUrl).origin;
    // undici's own limits are off: requests carry an AbortSignal each.
    const shared = { allowH2: true, headersTimeout: 0, bodyTimeout: 0 };
    // Without TLS there is nothing to negotiate.
    this.#protocol = origin.startsWith('http:') ? 'http/1.1' : undefined;
    this.#first = new Pool(origin, {
      ...shared,
      connect: learn,
      connections: 1,
      pipelining: HTTP2_STREAMS,
      maxConcurrentStreams: HTTP2_STREAMS,
    });
    this.#openHttp1 = () =>
      new Pool(origin, {
        ...shared,
        allowH2: false,
        connect: connector(false),
        connections: HTTP1_CONNECTIONS,
      });
    this.#openMore = () =>
      new Pool(origin, { ...shared, connect, connections: HTTP1_CONNECTIONS });
  }

  get dispatcher(): Dispatcher {
    if (this.#protocol !== 'http/1.1') {
      return this.#first;
    }
    this.#more ??= this.#openMore();
    return this.#more;
  }

  /** For what HTTP/2 does not bring across. */
  get http1Dispatcher(): Dispatcher {
    this.#http1 ??= this.#openHttp1();
    return this.#http1;
  }

  get protocol(): 'h2' | 'http/1.1' | undefined {
    return this.#protocol;
  }

  async close(): Promise<void> {
    await Promise.all([
      this.#first.destroy(),
      this.#more?.destroy(),
      this.#http1?.destroy(),
    ]);
  }
}
