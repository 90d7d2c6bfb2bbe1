import type { ValidationProblem } from '../api';
import { checkIdentity } from './checkIdentity';
import { checkRuntime } from './checkRuntime';
import { howToGet } from './installers';
import { identityOf } from './manifests/transform';
import type { Manifest, PlainObject, ResolvedOverlay } from './manifests/types';
import { checkObject } from './schema/checkObject';
import type { OwnSchema } from './ownSchemas/OwnSchemas';
import type { GroupVersionKind, KindSchema } from './schema/kindSchema';
import type { FieldIssue } from './schema/narrowSchema';

/**
 * What is known of a kind in a cluster.
 *
 * - `known`: the schema that the cluster served.
 * - `absent`: the cluster says that it does not serve the kind.
 * - `unknown`: nobody can say, and why, as a clause for a person.
 *
 * @public
 */
export type SchemaAnswer =
  | { readonly status: 'known'; readonly schema: KindSchema }
  | { readonly status: 'absent'; readonly otherVersions: readonly string[] }
  | { readonly status: 'unknown'; readonly why: string };

/** What an overlay's check came to. @public */
export interface CheckedOverlay {
  readonly problems: readonly ValidationProblem[];
  /** Sentences: what was not checked, and why. */
  readonly notes: readonly string[];
  /** How many objects were held against what the cluster serves. */
  readonly checked: number;
  /** How many others were held against schemas of our own. */
  readonly checkedByOwn: number;
  /** Whose fields these have, in which version; by name, each once. */
  readonly ownSchemas: readonly string[];
  readonly objects: number;
}

/** The kinds of an overlay, each once. @public */
export function kindsOf(overlay: ResolvedOverlay): GroupVersionKind[] {
  const kinds = new Map<string, GroupVersionKind>();
  for (const { object } of overlay.manifests) {
    const { group, version, kind } = identityOf(object);
    if (version && kind) {
      kinds.set(`${group}/${version}/${kind}`, { group, version, kind });
    }
  }
  return [...kinds.values()];
}

/**
 * Checks what an overlay comes to against what a cluster knows.
 *
 * @param options - `namespace`: that the service may use; `schemaOf`: what is
 * known of a kind of {@link kindsOf}.
 * @public
 */
export function checkOverlay(options: {
  readonly overlay: ResolvedOverlay;
  readonly namespace: string;
  schemaOf(kind: GroupVersionKind): SchemaAnswer;
  /** What is taken where nobody can say what the cluster knows. */
  ownSchemaOf?(kind: GroupVersionKind): OwnSchema | undefined;
}): CheckedOverlay {
  const { overlay, namespace } = options;
  const problems: ValidationProblem[] = [
    ...overlay.errors.map(({ file, message }) => ({
      severity: 'error' as const,
      file,
      message,
    })),
    ...overlay.warnings.map(({ file, message }) => ({
      severity: 'warning' as const,
      file,
      message,
    })),
  ];
  const notes = new Set(
    overlay.notResolved.map(({ file, message }) => `${file}: ${message}.`),
  );
  const ownSchemas = new Set<string>();
  const reasons = new Set<string>();
  let checked = 0;
  let checkedByOwn = 0;
  for (const manifest of overlay.manifests) {
    const { object } = manifest;
    const say = (issues: readonly FieldIssue[]) =>
      problems.push(...issues.map(issue => problemOf(manifest, issue)));
    problems.push(
      ...checkRuntime(object).map(issue =>
        problemOf(manifest, issue, 'warning'),
      ),
    );
    say(checkIdentity(object, namespace));
    const { group, version, kind } = identityOf(object);
    if (!version || !kind) {
      continue;
    }
    const answer = options.schemaOf({ group, version, kind });
    switch (answer.status) {
      case 'known':
        say(checkObject(answer.schema, object));
        checked += 1;
        break;
      case 'absent':
        say([
          {
            path: 'kind',
            message: `The cluster has no ${kind} of ${apiVersionOf(object)}`,
            advice: howToGet(group, kind, answer.otherVersions),
          },
        ]);
        checked += 1;
        break;
      default: {
        const own = options.ownSchemaOf?.({ group, version, kind });
        if (!own) {
          notes.add(`${kind} was not checked against a schema: ${answer.why}.`);
          break;
        }
        say(checkObject(own.schema, object, own.of).map(orNewer));
        ownSchemas.add(own.of);
        reasons.add(answer.why);
        checkedByOwn += 1;
      }
    }
  }
  const of = [...ownSchemas].sort();
  return {
    problems,
    notes: [
      ...(checkedByOwn > 0
        ? [
            `${checkedByOwn} of ${
              overlay.manifests.length
            } objects were checked against Modelfleet's own schemas (${of.join(
              ', ',
            )}) and not against those of the cluster: ${[...reasons].join(
              '; ',
            )}. They know fields and types; bounds, rules and what the cluster has installed they do not.`,
          ]
        : []),
      ...notes,
    ],
    checked,
    checkedByOwn,
    ownSchemas: of,
    objects: overlay.manifests.length,
  };
}

/** Our schemas have an age, too. */
function orNewer(issue: FieldIssue): FieldIssue {
  return {
    ...issue,
    advice: [
      issue.advice,
      'If the cluster has another version that takes it, check again when it can be asked.',
    ]
      .filter(text => text !== undefined)
      .join(' '),
  };
}

function problemOf(
  { file, object }: Manifest,
  issue: FieldIssue,
  severity: ValidationProblem['severity'] = 'error',
): ValidationProblem {
  const { kind, name } = identityOf(object);
  return {
    severity,
    file,
    object: { apiVersion: apiVersionOf(object), kind, name },
    ...issue,
  };
}

function apiVersionOf(object: PlainObject): string {
  return identityOf(object).apiVersion;
}
