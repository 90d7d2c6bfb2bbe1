import type { ReactNode } from 'react';
import styles from './Badge.module.css';

/** @public */
export interface BadgeProps {
  /** What the colour says; `neutral` has none. */
  tone: 'good' | 'moving' | 'bad' | 'warning' | 'neutral';
  /** A shape of its own, since colour is never the only difference. */
  icon: ReactNode;
  children: ReactNode;
}

/**
 * A state as a word, a shape and a colour.
 *
 * @public
 */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
