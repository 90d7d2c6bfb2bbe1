import styles from './GpuList.module.css';

/** What the colours of the bars mean; the figures repeat it in words. */
export function GpuLegend(props: { entityLabel: string }) {
  const { entityLabel } = props;
  return (
    <ul className={styles.legend} aria-hidden>
      <li data-part="entity">{entityLabel}</li>
      <li data-part="others">others</li>
      <li data-part="free">free</li>
      <li data-part="unavailable">unavailable</li>
    </ul>
  );
}
