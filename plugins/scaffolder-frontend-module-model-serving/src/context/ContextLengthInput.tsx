import { useEffect, useRef } from 'react';
import type { ContextSuggestion } from '@modelfleet/backstage-plugin-model-serving-common';
import { Button, Flex, NumberField, Text } from '@backstage/ui';

/** The number, and what suits the chosen GPUs. */
export function ContextLengthInput(props: {
  /** What the model takes at most; absent when it is not known. */
  most: number | undefined;
  suggestion: ContextSuggestion | undefined;
  /** Whether the suggestion is taken while nobody says something else. */
  follows: boolean;
  value: number | undefined;
  onChange(value: number | undefined): void;
}) {
  const { most, suggestion, follows, value, onChange } = props;
  const suggested = suggestion?.contextLength;
  const previous = useRef<number>();

  useEffect(() => {
    if (suggested === undefined) {
      return;
    }
    const isOurs =
      follows && (value === undefined || value === previous.current);
    const isImpossible =
      value !== undefined && most !== undefined && value > most;
    if ((isOurs || isImpossible) && value !== suggested) {
      onChange(suggested);
    }
    previous.current = suggested;
  }, [suggested, follows, value, most, onChange]);

  return (
    <Flex direction="column" gap="2" align="start">
      <NumberField
        label={
          most === undefined
            ? 'Tokens'
            : `Tokens, at most ${most.toLocaleString('en-US')}`
        }
        minValue={1}
        {...(most !== undefined && { maxValue: most })}
        step={1}
        value={value ?? NaN}
        onChange={next =>
          onChange(Number.isFinite(next) ? Math.round(next) : undefined)
        }
      />
      <Text color="secondary">
        {!follows && value === undefined && 'Left open: it stays as it is. '}
        {suggestion
          ? `Suggested: ${suggestion.message}`
          : 'There is a suggestion when clusters are chosen whose GPUs can hold the model.'}
      </Text>
      {suggested !== undefined && value !== suggested && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => onChange(suggested)}
        >
          Use {suggested.toLocaleString('en-US')}
        </Button>
      )}
    </Flex>
  );
}
