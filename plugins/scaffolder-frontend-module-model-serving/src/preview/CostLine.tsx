import type { CostEstimate } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './preview.module.css';

/** Of an average month. */
const HOURS_A_MONTH = 730;

/** What the GPUs would cost, by the prices that the platform configured. */
export function CostLine({ cost }: { cost: CostEstimate }) {
  const { currency, perHour, unpriced } = cost;
  const money = (amount: number) =>
    amount.toLocaleString('en', { style: 'currency', currency });
  const missing =
    unpriced.length > 0
      ? ` Not counted, since no price is configured for the GPUs there: ${unpriced.join(
          ', ',
        )}.`
      : '';
  return (
    <p className={styles.line}>
      <strong>{money(perHour)} an hour</strong>, about{' '}
      {money(perHour * HOURS_A_MONTH)} a month, for the GPUs of these clusters
      while every replica runs, by the platform’s price list.{missing}
    </p>
  );
}
