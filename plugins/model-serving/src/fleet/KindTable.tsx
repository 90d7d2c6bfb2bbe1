import { Fragment, type ReactNode } from 'react';
import { Cell, Table, Text, useTable, type ColumnConfig } from '@backstage/ui';
import type { KindHealth } from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './Fleet.module.css';

interface KindRow {
  readonly id: string;
  readonly kind: KindHealth;
}

const WORDS: Readonly<Record<KindHealth['status'], string>> = {
  observed: 'Seen',
  absent: 'Not installed',
  forbidden: 'Refused',
  never: 'Not read yet',
};

const columns: ColumnConfig<KindRow>[] = [
  {
    id: 'shows',
    label: 'Users see',
    isRowHeader: true,
    defaultWidth: '2fr',
    minWidth: 120,
    cell: ({ kind }) => <Lines first={capital(kind.shows)} />,
  },
  {
    id: 'kind',
    label: 'Kind',
    defaultWidth: '1.5fr',
    minWidth: 150,
    cell: ({ kind }) => (
      <Lines
        first={kind.kind}
        second={[kind.group || 'core', kind.version].filter(Boolean).join('/')}
      />
    ),
  },
  {
    id: 'status',
    label: 'State',
    minWidth: 75,
    cell: ({ kind }) => <Lines first={WORDS[kind.status]} />,
  },
  {
    id: 'count',
    label: 'Objects',
    minWidth: 80,
    cell: ({ kind }) => (
      <Lines
        first={kind.count === undefined ? '–' : String(kind.count)}
        second={
          kind.unreadable ? `${kind.unreadable} could not be read` : undefined
        }
      />
    ),
  },
  {
    id: 'confirmed',
    label: 'Confirmed',
    minWidth: 95,
    cell: ({ kind }) => (
      <Cell>
        <Age at={kind.confirmedAt} />
      </Cell>
    ),
  },
];

/** Long names of kinds and groups break instead of being cut. */
function Lines(props: { first: string; second?: string | undefined }) {
  return (
    <Cell className={styles.wrap ?? ''}>
      {props.first}
      {props.second && (
        <div className={styles.minor}>
          {props.second.split('/').map((part, index) => (
            <Fragment key={part}>
              {index > 0 && (
                <>
                  /<wbr />
                </>
              )}
              {part}
            </Fragment>
          ))}
        </div>
      )}
    </Cell>
  );
}

/** What is known of each kind of objects; the uneventful ones, folded. */
export function KindTable(props: { kinds: readonly KindHealth[] }) {
  const ofStatus = (...wanted: KindHealth['status'][]) =>
    props.kinds.filter(({ status }) => wanted.includes(status));
  const absent = ofStatus('absent');
  const unread = ofStatus('never');
  const others = ofStatus('forbidden', 'observed');
  return (
    <section aria-label="What is seen">
      <Text as="h3" variant="title-x-small">
        What is seen
      </Text>
      {others.length > 0 && <Kinds kinds={others} />}
      {unread.length > 0 && (
        <Folded kinds={unread}>
          {kindsText(unread)} that no answer has come about yet.
        </Folded>
      )}
      {absent.length > 0 && (
        <Folded kinds={absent}>
          {kindsText(absent)} that this cluster does not have. Nothing is wrong
          with that; what is installed later is noticed.
        </Folded>
      )}
    </section>
  );
}

function Folded(props: { kinds: readonly KindHealth[]; children: ReactNode }) {
  return (
    <details className={styles.absent}>
      <summary>{props.children}</summary>
      <Kinds kinds={props.kinds} />
    </details>
  );
}

function kindsText({ length }: readonly unknown[]): string {
  return `${length} ${length === 1 ? 'kind' : 'kinds'}`;
}

function Kinds(props: { kinds: readonly KindHealth[] }) {
  const rows = props.kinds.map(kind => ({
    id: `${kind.plural}.${kind.group}`,
    kind,
  }));
  const { tableProps } = useTable<KindRow>({
    mode: 'complete',
    data: rows,
    paginationOptions: { type: 'none' },
  });
  return (
    <div className={styles.table}>
      <Table {...tableProps} columnConfig={columns} />
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
