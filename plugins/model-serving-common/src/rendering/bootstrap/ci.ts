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

function stepsFor(root: string): Steps {
  const services = root === '' ? '.' : root;
  return {
    build: [
      'set -eu',
      'mkdir -p built',
      `for overlay in $(find ${services} -path '*/clusters/*/kustomization.yaml' | sort); do`,
      '  folder=$(dirname "$overlay")',
      '  kustomize build "$folder" > "built/$(echo "$folder" | tr / _).yaml"',
      'done',
    ].join('\n'),
    validate: [
      'set -eu',
      `kubeconform -strict -summary -kubernetes-version ${KUBERNETES} -schema-location default -schema-location '${CRD_SCHEMAS}' built`,
    ].join('\n'),
    scan: [
      'set -eu',
      `for image in $(sed -n 's/^ *image: *//p' built/*.yaml | tr -d '"' | sort -u); do`,
      '  trivy image --exit-code 1 --severity CRITICAL --ignore-unfixed "$image"',
      'done',
    ].join('\n'),
  };
}

function github(steps: Steps, branch: string): string {
  const inImage = (image: string, script: string) =>
    `docker run --rm -v "$PWD:/work" -w /work --entrypoint sh ${image} -c '${script.replace(
      /'/g,
      `'\\''`,
    )}'`;
  const document = newDocument({
    name: 'Model services',
    on: { pull_request: {}, push: { branches: [branch] } },
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
