import type { ReactNode } from 'react';
import type { PlatformChoice } from '@modelfleet/backstage-plugin-model-serving-common';
import { NumberField, Select, Switch, TextField } from '@backstage/ui';
import { CHOICE_WORDS } from './choiceWords';
import styles from './operations.module.css';

type ChoiceValue = PlatformChoice['value'];

/** One choice: what it buys, what is set, and why something cannot be had. */
export function ChoiceInput(props: {
  choice: PlatformChoice;
  /** The engine that was chosen; some values are for one alone. */
  runtime: string | undefined;
  /** `undefined` while the platform's default applies. */
  value: ChoiceValue | undefined;
  onChange(value: ChoiceValue): void;
  /** What it comes to, below. */
  children?: ReactNode;
}) {
  const { choice, runtime, value = choice.value, onChange } = props;
  const words = CHOICE_WORDS[choice.name];
  const lacks = choice.unavailable.filter(
    entry => entry.runtime === undefined || entry.runtime === runtime,
  );
  const offered = (choice.allowed ?? []).filter(
    entry => !lacks.some(lack => lack.value === entry),
  );
  const isFixed = choice.locked || (choice.allowed && offered.length < 2);
  return (
    <section className={styles.choice} aria-label={words.title}>
      <div className={styles.words}>
        <strong>{words.title}</strong>
        <span className={styles.minor}>{words.why}</span>
        {choice.locked && (
          <span className={styles.locked}>
            Set by the platform team for every service.
          </span>
        )}
        {!choice.locked &&
          lacks.map(({ value: lack, reason }) => (
            <span key={reason} className={styles.minor}>
              {lack === true
                ? 'Not offered'
                : `Not offered: ${say(words, lack)}`}
              . {reason}
            </span>
          ))}
      </div>
      <div className={styles.input}>
        {typeof choice.value === 'boolean' && (
          <Switch
            label={value === true ? 'On' : 'Off'}
            aria-label={words.title}
            isSelected={value === true}
            isDisabled={isFixed ?? false}
            onChange={onChange}
          />
        )}
        {typeof choice.value === 'number' && (
          <NumberField
            aria-label={words.title}
            minValue={1}
            maxValue={1000}
            step={1}
            value={Number(value)}
            isDisabled={choice.locked}
            onChange={next =>
              onChange(Number.isFinite(next) ? Math.max(1, next) : 1)
            }
          />
        )}
        {typeof choice.value === 'string' &&
          (choice.allowed ? (
            <Select
              aria-label={words.title}
              value={String(value)}
              isDisabled={isFixed ?? false}
              onChange={key => onChange(String(key))}
              options={(isFixed ? [value] : offered).map(entry => ({
                id: String(entry),
                label: say(words, entry),
              }))}
            />
          ) : (
            <TextField
              aria-label={words.title}
              value={String(value)}
              isDisabled={choice.locked}
              onChange={onChange}
            />
          ))}
      </div>
      {props.children}
    </section>
  );
}

function say(
  { values }: { values?: Readonly<Record<string, string>> },
  value: ChoiceValue,
): string {
  return values?.[String(value)] ?? String(value);
}
