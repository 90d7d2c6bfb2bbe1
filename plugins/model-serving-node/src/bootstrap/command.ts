import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigReader } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { readGitOpsConfig } from '../config';
import { writePlatform } from './writePlatform';

const USAGE = `Writes the platform's part of a GitOps repository into a checkout of it.

  npm run bootstrap -- --repository <id> --to <folder> [--config <file>]…

  --repository  id under modelServing.gitops.repositories
  --to          the top of a checkout of that repository
  --config      app-config files, as for Backstage; default: app-config.yaml
`;

/** `npm run bootstrap`: reads the configuration as Backstage does. */
export async function runBootstrap(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repository: { type: 'string' },
      to: { type: 'string' },
      config: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.repository || !values.to) {
    return USAGE;
  }
  const config = await readConfig(values.config ?? ['app-config.yaml']);
  const repositories = readGitOpsConfig(config);
  const repository = repositories.find(({ id }) => id === values.repository);
  if (!repository) {
    throw new Error(
      `There is no repository '${values.repository}'; configured are ${
        repositories.map(({ id }) => id).join(', ') || 'none'
      }`,
    );
  }
  const { changed, removed } = await writePlatform(
    repository,
    resolve(values.to),
  );
  const lines = [
    ...changed.map(path => `wrote ${path}`),
    ...removed.map(path => `removed ${path}`),
  ];
  return lines.length > 0 ? lines.join('\n') : 'Everything is there already.';
}

async function readConfig(files: readonly string[]): Promise<ConfigReader> {
  const source = ConfigSources.merge(
    files.map(file =>
      ConfigSources.default({ argv: ['--config', resolve(file)] }),
    ),
  );
  const config = await ConfigSources.toConfig(source);
  try {
    return new ConfigReader(config.get());
  } finally {
    config.close();
  }
}
