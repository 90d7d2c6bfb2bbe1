import { Fragment } from 'react';
import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import styles from './ServedEntityLayout.module.css';

/**
 * The overview of what serves models: as the catalog's own on a wide screen,
 * and what happens before what is written about it on a narrow one, where the
 * catalog's has it the other way round.
 */
export function ServedEntityLayout(props: EntityContentLayoutProps) {
  const { cards } = props;
  const info = cards.filter(({ type }) => type === 'info');
  const content = cards.filter(({ type }) => type !== 'info');
  return (
    <>
      <div className={styles.warnings}>
        <EntitySwitch>
          <EntitySwitch.Case if={isOrphan}>
            <EntityOrphanWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasRelationWarnings}>
            <EntityRelationWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasCatalogProcessingErrors}>
            <EntityProcessingErrorsPanel />
          </EntitySwitch.Case>
        </EntitySwitch>
      </div>
      <div className={styles.cards} data-info={info.length > 0}>
        <Column cards={content} />
        {info.length > 0 && <Column cards={info} isInfo />}
      </div>
    </>
  );
}

function Column(props: {
  cards: EntityContentLayoutProps['cards'];
  isInfo?: boolean;
}) {
  const { cards, isInfo = false } = props;
  return (
    <div className={styles.column} data-info={isInfo}>
      {cards.map(({ element }, index) => (
        <Fragment key={element.key ?? index}>{element}</Fragment>
      ))}
    </div>
  );
}
