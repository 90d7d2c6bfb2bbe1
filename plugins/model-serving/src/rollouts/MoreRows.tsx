import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';
import { Button } from '@backstage/ui';
import { countOf } from './counts';
import { PAGE_ROWS, type RolloutLook } from './useRollouts';

/** What shows the rows that are here, then asks the server for others. */
export function MoreRows(props: {
  view: RolloutsView;
  look: RolloutLook;
  /** Rows that are here and are not shown. */
  hidden: number;
  onAll(): void;
}) {
  const { view, look, hidden, onAll } = props;
  if (hidden > 0) {
    return (
      <Button size="small" variant="secondary" onPress={onAll}>
        {`Show ${countOf(hidden)} more`}
      </Button>
    );
  }
  const elsewhere = view.found - view.items.length;
  if (!look.isPart || elsewhere <= 0) return null;
  if (!look.mayGrow) {
    return (
      <p>{`${countOf(
        elsewhere,
        'row',
      )} more are not listed: search for them, or choose a state above.`}</p>
    );
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isDisabled={look.isPending}
      onPress={look.onMore}
    >
      {`Show ${countOf(Math.min(PAGE_ROWS, elsewhere))} more`}
    </Button>
  );
}
