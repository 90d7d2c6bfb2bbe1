import type {
  PreviewFile,
  RenderedService,
  ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** Every file of a service, with what becomes of it, by path. */
export function previewFiles(
  folder: string,
  existing: ServiceFiles,
  { files }: Pick<RenderedService, 'files'>,
): PreviewFile[] {
  const paths = new Set([...files.keys(), ...existing.keys()]);
  return [...paths].sort().map(path => {
    const before = existing.get(path);
    const after = files.get(path);
    return {
      path: `${folder}/${path}`,
      status: statusOf(before, after),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  });
}

function statusOf(
  before: string | undefined,
  after: string | undefined,
): PreviewFile['status'] {
  if (before === undefined) {
    return 'added';
  }
  if (after === undefined) {
    return 'removed';
  }
  return before === after ? 'same' : 'changed';
}
