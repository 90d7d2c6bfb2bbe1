import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  GitOpsRepository,
  PlatformPolicy,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { at, readName, readNames, rejectDuplicates } from './names';
import { readTenant } from './readTenant';
import { mergePlatform, readPlatform } from './platform/readPlatform';
import { rejectSharedNamespaces } from './rejectSharedNamespaces';

const REPOSITORIES = 'modelServing.gitops.repositories';
const PLATFORM = 'modelServing.platform';
const DELIVERIES: readonly GitOpsRepository['delivery'][] = ['argocd', 'flux'];

/**
 * Reads `modelServing.gitops.repositories[]`: the only places that Modelfleet
 * writes to, and who may write what there.
 *
 * Credentials are not part of the answer, see {@link GitCredentialsProvider}.
 *
 * @throws InputError that names the key, the value and what is allowed.
 * @public
 */
export function readGitOpsConfig(config: Config): GitOpsRepository[] {
  const common = config.getOptionalConfig(PLATFORM);
  const platform = common && readPlatform(common, PLATFORM);
  const repositories = (config.getOptionalConfigArray(REPOSITORIES) ?? []).map(
    (entry, index) =>
      readRepository(entry, `${REPOSITORIES}[${index}]`, platform),
  );
  rejectDuplicates(
    repositories.map(repository => repository.id),
    index => `${REPOSITORIES}[${index}].id`,
  );
  rejectSharedNamespaces(repositories, REPOSITORIES);
  return repositories;
}

function readRepository(
  entry: Config,
  key: string,
  common: PlatformPolicy | undefined,
): GitOpsRepository {
  const clusters = readNames(entry, 'clusters', key, 'folderName');
  const tenants = entry
    .getConfigArray('tenants')
    .map((tenant, index) =>
      readTenant(tenant, `${key}.tenants[${index}]`, clusters),
    );
  rejectDuplicates(
    tenants.map(tenant => tenant.name),
    index => `${key}.tenants[${index}].name`,
  );
  return {
    id: readName(entry, 'id', key, 'folderName'),
    url: readUrl(entry, key),
    branch: readBranch(entry, key),
    root: readRoot(entry, key),
    delivery: readDelivery(entry, key),
    directPush: entry.getOptionalBoolean('directPush') ?? false,
    clusters,
    tenants,
    ...readOwnPlatform(entry, key, common),
  };
}

/** Absent where nobody configured anything. */
function readOwnPlatform(
  entry: Config,
  key: string,
  common: PlatformPolicy | undefined,
): { platform?: PlatformPolicy } {
  const own = entry.has('platform')
    ? readPlatform(entry.getConfig('platform'), `${key}.platform`)
    : undefined;
  return common || own
    ? {
        platform: mergePlatform(
          common ?? {},
          own ?? {},
          own ? `${key}.platform` : PLATFORM,
        ),
      }
    : {};
}

function readUrl(entry: Config, key: string): string {
  const value = entry.getString('url');
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${at(
        key,
        'url',
      )} must be an http or https URL; git over SSH is not supported`,
    );
  }
  if (url.username || url.password) {
    // The value is not repeated: it holds a secret.
    throw new InputError(
      `${at(key, 'url')} must not hold credentials; put them under ` +
        `'${key}.credentials' or use an integration for ${url.host}`,
    );
  }
  return value.replace(/\/+$/, '');
}

/** The rules of git-check-ref-format that a person is likely to break. */
function readBranch(entry: Config, key: string): string {
  const branch = entry.getOptionalString('branch') ?? 'main';
  const valid =
    /^[A-Za-z0-9][A-Za-z0-9._/+@-]*$/.test(branch) &&
    !/\.\.|\/\/|\/\.|@\{|\.lock(\/|$)|[./]$/.test(branch);
  if (!valid) {
    throw new InputError(
      `${at(key, 'branch')} is '${branch}', which is no branch name; ` +
        `write it without refs/heads/, for example main`,
    );
  }
  return branch;
}

function readRoot(entry: Config, key: string): string {
  // Config#getString refuses the empty string, which means the top here.
  const value = entry.getOptional('root') ?? '';
  if (typeof value !== 'string') {
    throw new InputError(`${at(key, 'root')} must be a folder's path`);
  }
  const root = value.replace(/^\/+|\/+$/g, '');
  const bad = root
    .split('/')
    .find(part => root !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part));
  if (bad !== undefined) {
    throw new InputError(
      `${at(key, 'root')} is '${value}', which is no plain folder path; ` +
        `use letters, digits, '.', '_' and '-' between slashes, or '' for the top`,
    );
  }
  return root;
}

function readDelivery(
  entry: Config,
  key: string,
): GitOpsRepository['delivery'] {
  const value = entry.getString('delivery');
  const delivery = DELIVERIES.find(known => known === value);
  if (!delivery) {
    throw new InputError(
      `${at(key, 'delivery')} is '${value}'; allowed: ${DELIVERIES.join(', ')}`,
    );
  }
  return delivery;
}
