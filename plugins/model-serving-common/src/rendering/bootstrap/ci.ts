import type { CiFlavour } from '../../gitops';
import { commentOver, formatDocument, newDocument } from '../yamlText';
import type { PlatformFacts } from './types';

/** Tools of the pipelines. Each digest is that of the tag, as public repositories record it. */
const IMAGES = {
  kustomize:
    'registry.k8s.io/kustomize/kustomize:v5.7.1@sha256:937e7832dc0b09288b1398399dadb97382a27bbc35bee8fdcac47c7de4fff14d',
  kubeconform:
    'ghcr.io/yannh/kubeconform:v0.7.0-alpine@sha256:8f0eeaaa96ba27ba1500b0e4b1c215acc358d159c62a7ecae58d7a03403287b0',
  trivy:
    'docker.io/aquasec/trivy:0.69.3@sha256:bcc376de8d77cfe086a917230e818dc9f8528e3c852f7b1aff648949b6258d1c',
} as const;

/** actions/checkout v4.2.2 */
const CHECKOUT = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683';

const KUBERNETES = '1.36.0';
const CRD_SCHEMAS =
  'https://raw.githubusercontent.com/datreeio/CRDs-catalog/main/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

/** The steps that every pipeline has, as POSIX shell. */
interface Steps {
  readonly build: string;
  readonly validate: string;
  readonly scan: string;
}

/**
 * A pipeline that builds every overlay, checks each object against its schema
 * and scans each image, by its path from the top of the repository.
 */
export function pipeline(
  flavour: CiFlavour,
  { repository, folder }: PlatformFacts,
): { path: string; text: string } {
  const steps = stepsFor(repository.root);
  switch (flavour) {
    case 'github':
      return {
        path: '.github/workflows/model-services.yaml',
        text: github(steps, repository.branch),
      };
    case 'gitlab':
      return { path: `${folder}/ci/gitlab.yaml`, text: gitlab(steps) };
    default:
      return { path: `${folder}/ci/tekton.yaml`, text: tekton(steps) };
  }
}

/**
 * Paths and images are text of whoever proposed the change: they are read line
 * by line and always quoted, never split, globbed or taken for options.
 */
function stepsFor(root: string): Steps {
  const services = quoted(root === '' ? '.' : `./${root}`);
  return {
    build: [
      'set -eu',
      'mkdir -p built',
      `find ${services} -path '*/clusters/*/kustomization.yaml' | sort | while IFS= read -r overlay; do`,
      '  folder=$(dirname "$overlay")',
      `  kustomize build "$folder" > "built/$(printf '%s' "\${folder#./}" | tr / _).yaml"`,
      'done',
    ].join('\n'),
    validate: [
      'set -eu',
      // The image has it at the top and not where a shell looks.
      'export PATH="$PATH:/"',
      `kubeconform -strict -summary -kubernetes-version ${KUBERNETES} -schema-location default -schema-location '${CRD_SCHEMAS}' built`,
    ].join('\n'),
    scan: [
      'set -eu',
      `find built -name '*.yaml' -exec sed -n 's/^[ -]*image: *//p' {} + | tr -d "\\"'" | sort -u | while IFS= read -r image; do`,
      '  [ -n "$image" ] || continue',
      '  trivy image --exit-code 1 --severity CRITICAL --ignore-unfixed -- "$image" < /dev/null',
      'done',
    ].join('\n'),
  };
}

/** A word of a POSIX shell that means nothing but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Filters of branches are patterns. */
function branchPattern(branch: string): string {
  return branch.replace(/[\\*?+![\]]/g, character => `\\${character}`);
}

function github(steps: Steps, branch: string): string {
  const inImage = (image: string, script: string) =>
    `docker run --rm -v "$PWD:/work" -w /work --entrypoint sh ${image} -c ${quoted(
      script,
    )}`;
  const document = newDocument({
    name: 'Model services',
    on: { pull_request: {}, push: { branches: [branchPattern(branch)] } },
    permissions: { contents: 'read' },
    jobs: {
      check: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 30,
        steps: [
          { uses: CHECKOUT, with: { 'persist-credentials': false } },
          {
            name: 'Build every overlay',
            run: inImage(IMAGES.kustomize, steps.build),
          },
          {
            name: 'Check every object against its schema',
            run: inImage(IMAGES.kubeconform, steps.validate),
          },
          {
            name: 'Scan every image',
            run: inImage(IMAGES.trivy, steps.scan),
          },
        ],
      },
    },
  });
  commentOver(document, ['permissions'], 'It reads, and needs no secret.');
  return formatDocument(document);
}

function gitlab(steps: Steps): string {
  const job = (image: string, script: string, needs: readonly string[]) => ({
    image: { name: image, entrypoint: [''] },
    needs,
    script: [script],
  });
  const document = newDocument({
    'model-services:build': {
      ...job(IMAGES.kustomize, steps.build, []),
      artifacts: { paths: ['built/'], expire_in: '1 day' },
    },
    'model-services:validate': job(IMAGES.kubeconform, steps.validate, [
      'model-services:build',
    ]),
    'model-services:scan': job(IMAGES.trivy, steps.scan, [
      'model-services:build',
    ]),
  });
  commentOver(
    document,
    ['model-services:build'],
    'Include this file in .gitlab-ci.yml: `include: [{local: /<this path>}]`.',
  );
  return formatDocument(document);
}

function tekton(steps: Steps): string {
  const step = (name: string, image: string, script: string) => ({
    name,
    image,
    workingDir: '$(workspaces.source.path)',
    script: `#!/bin/sh\n${script}\n`,
  });
  return formatDocument(
    newDocument({
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
      metadata: { name: 'model-services' },
      spec: {
        description:
          'Builds every overlay, checks each object against its schema and scans each image.',
        workspaces: [{ name: 'source', description: 'The checked out tree' }],
        steps: [
          step('build', IMAGES.kustomize, steps.build),
          step('validate', IMAGES.kubeconform, steps.validate),
          step('scan', IMAGES.trivy, steps.scan),
        ],
      },
    }),
  );
}
