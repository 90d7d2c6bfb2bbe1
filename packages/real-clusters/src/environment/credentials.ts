import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';

/** Who may call a cluster, and with what. */
export interface Credentials {
  readonly adminToken: string;
  readonly controllerManagerToken: string;
  readonly schedulerToken: string;
  readonly kwokToken: string;
  /** `--token-auth-file` of the API server. */
  readonly tokenFile: string;
  readonly serviceAccountKeyFile: string;
  readonly serviceAccountPublicKeyFile: string;
}

const ADMINISTRATORS = 'system:masters';

/** Makes new credentials that nobody else's cluster has. */
export async function createCredentials(
  directory: string,
): Promise<Credentials> {
  await fs.mkdir(directory, { recursive: true, mode: 0o700 });
  const token = () => randomBytes(24).toString('base64url');
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const credentials = {
    adminToken: token(),
    controllerManagerToken: token(),
    schedulerToken: token(),
    kwokToken: token(),
    tokenFile: path.join(directory, 'tokens.csv'),
    serviceAccountKeyFile: path.join(directory, 'service-account.key'),
    serviceAccountPublicKeyFile: path.join(directory, 'service-account.pub'),
  };
  const users = [
    [credentials.adminToken, 'admin', ADMINISTRATORS],
    [credentials.controllerManagerToken, 'controllers', ADMINISTRATORS],
    [credentials.schedulerToken, 'system:kube-scheduler', ''],
    [credentials.kwokToken, 'kwok', ADMINISTRATORS],
  ];
  await Promise.all([
    fs.writeFile(
      credentials.tokenFile,
      users
        .map(([secret, user, group]) => `${secret},${user},${user},${group}\n`)
        .join(''),
      { mode: 0o600 },
    ),
    fs.writeFile(credentials.serviceAccountKeyFile, keys.privateKey, {
      mode: 0o600,
    }),
    fs.writeFile(credentials.serviceAccountPublicKeyFile, keys.publicKey),
  ]);
  return credentials;
}

/** Writes a kubeconfig with one cluster and one user. */
export async function writeKubeconfig(
  file: string,
  options: {
    readonly cluster: string;
    readonly server: string;
    readonly caFile: string;
    readonly token: string;
  },
): Promise<string> {
  const { cluster, server, caFile, token } = options;
  await fs.writeFile(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: cluster, cluster: { server, 'certificate-authority': caFile } },
      ],
      users: [{ name: cluster, user: { token } }],
      contexts: [{ name: cluster, context: { cluster, user: cluster } }],
      'current-context': cluster,
    }),
    { mode: 0o600 },
  );
  return file;
}
