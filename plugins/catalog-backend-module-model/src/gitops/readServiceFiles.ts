import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  GitOpsRepository,
  MODELFLEET_ANNOTATIONS,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { GitTree } from '@modelfleet/backstage-plugin-model-serving-node';
import { fileUrl } from './fileUrl';
import { readServiceFile } from './readServiceFile';
import { readServicePath } from './servicePath';
import { ServiceFile } from './types';

/** Reads every service's file of a tree; a bad one does not stop the others. */
export async function readServiceFiles(
  integrations: ScmIntegrationRegistry,
  repository: GitOpsRepository,
  tree: GitTree,
): Promise<ServiceFile[]> {
  const files: ServiceFile[] = tree.tooLarge.map(path => ({
    path,
    problem: 'it is larger than 1 MiB',
    keep: true,
  }));
  for (const [path, text] of tree.files) {
    files.push(await readOne(integrations, repository, path, text));
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readOne(
  integrations: ScmIntegrationRegistry,
  repository: GitOpsRepository,
  path: string,
  text: string,
): Promise<ServiceFile> {
  const place = readServicePath(repository, path);
  if (!place?.tenant) {
    return {
      path,
      problem: `no tenant "${
        place?.tenantFolder
      }" is configured for this repository; configured: ${repository.tenants
        .map(({ name }) => name)
        .join(', ')}`,
      keep: false,
    };
  }
  const url = fileUrl(integrations, repository, path);
  try {
    const entities = await readServiceFile(text, place.tenant, url);
    return {
      path,
      entities: entities.map(entity =>
        annotate(entity, {
          [ANNOTATION_LOCATION]: `url:${url}`,
          [ANNOTATION_ORIGIN_LOCATION]: `url:${url}`,
          [MODELFLEET_ANNOTATIONS.repository]: repository.id,
          [MODELFLEET_ANNOTATIONS.path]: place.folder,
        }),
      ),
    };
  } catch (error) {
    return {
      path,
      problem: isError(error) ? error.message : String(error),
      keep: true,
    };
  }
}

/** Ours go last: a file must not claim to come from elsewhere. */
function annotate(entity: Entity, annotations: Record<string, string>): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: { ...entity.metadata.annotations, ...annotations },
    },
  };
}
