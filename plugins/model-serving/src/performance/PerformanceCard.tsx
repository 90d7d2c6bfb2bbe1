import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveContent,
  lastKnown,
  useEntityFigures,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { FigureList } from './FigureList';
import { NoFigures } from './NoFigures';
import { RangeChoice, keepsHistory, type Range } from './RangeChoice';

/**
 * How well a Model or an inference service serves, cluster by cluster and
 * version by version, what it uses and what it costs.
 *
 * @public
 */
export function PerformanceCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const [range, setRange] = useState<Range>('1h');
  const result = useEntityFigures(entityRef);
  const known = lastKnown(result.state)?.data;
  return (
    <EntityInfoCard
      title="Serving performance"
      headerActions={
        known &&
        keepsHistory(known) && <RangeChoice range={range} onRange={setRange} />
      }
    >
      <LiveContent result={result} errorTitle="The figures could not be read">
        {view =>
          view.items.length === 0 ? (
            <NoFigures />
          ) : (
            <FigureList
              view={view}
              range={range}
              showService={isModelEntity(entity)}
            />
          )
        }
      </LiveContent>
    </EntityInfoCard>
  );
}
