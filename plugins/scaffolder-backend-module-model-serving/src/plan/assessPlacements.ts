import {
  assessPlacement,
  parseService,
  type ClusterState,
  type PlacementAssessment,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { AuthorizedRequest } from '../request/authorizeRequest';

/** What one placement of a request comes to. */
export interface AssessedPlacement extends PlacementAssessment {
  readonly cluster: string;
  /** That its files set, in tokens. */
  readonly contextLength?: number;
  /** The arithmetic, one line of the task's log each. */
  readonly log: readonly string[];
}

/**
 * Judges every placement with the context length that the files will set
 * there: a request without one takes that of the repository.
 */
export function assessPlacements(
  { plan, model, request }: AuthorizedRequest,
  files: ServiceFiles,
): AssessedPlacement[] {
  const written = parseService(files);
  return request.placements.map(placement => {
    const { cluster } = placement;
    const summary = plan.clusters.find(({ name }) => name === cluster);
    const contextLength = model.takesContextLength
      ? written.placements.find(overlay => overlay.cluster === cluster)
          ?.contextLength ?? written.contextLength
      : undefined;
    const assessment = assessPlacement(summary, placement, {
      model: model.placed,
      ...(contextLength === undefined ? {} : { contextLength }),
    });
    const title = summary?.title ?? cluster;
    return {
      ...assessment,
      cluster,
      ...(contextLength === undefined ? {} : { contextLength }),
      message: `${title}: ${assessment.message}${
        summary ? asOf(summary.state) : ' The cluster is not observed.'
      }`,
      log: logOf(title, assessment),
    };
  });
}

function logOf(title: string, { model }: PlacementAssessment): string[] {
  return [
    ...(model?.arithmetic ?? []).map(
      ({ label, value, how }) => `${title}:   ${label}: ${value} (${how})`,
    ),
    ...(model?.cautions ?? []).map(caution => `${title}:   Note: ${caution}`),
  ];
}

function asOf(state: ClusterState): string {
  return 'confirmedAt' in state && state.confirmedAt && state.status !== 'live'
    ? ` (as of ${state.confirmedAt})`
    : '';
}
