import type {
  ModelArchitecture,
  ModelArtifact,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { describeArtifact } from '@modelfleet/backstage-plugin-model-serving-react';
import { Radio, RadioGroup } from '@backstage/ui';

/** The variants of a model; also a single one is named. */
export function VariantChoice(props: {
  artifacts: readonly ModelArtifact[];
  architecture: ModelArchitecture | undefined;
  value: string | undefined;
  onChange(variant: string): void;
}) {
  const { artifacts, architecture, value, onChange } = props;
  return (
    <RadioGroup
      label="Variant"
      value={value ?? null}
      onChange={variant => onChange(variant)}
    >
      {artifacts.map(artifact => (
        <Radio key={artifact.name} value={artifact.name}>
          {[artifact.name, describeArtifact(artifact, architecture)]
            .filter(Boolean)
            .join(': ')}
        </Radio>
      ))}
    </RadioGroup>
  );
}
