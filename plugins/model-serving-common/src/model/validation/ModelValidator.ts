import { Entity, entityKindSchemaValidator } from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import Ajv, { ValidateFunction } from 'ajv';
import {
  MODEL_API_VERSION,
  MODEL_KIND,
  ModelEntityV1alpha1,
  modelEntityV1alpha1Schema,
} from '../ModelEntityV1alpha1';
import { checkModelRules } from './checkModelRules';
import { describeSchemaError } from './describeSchemaError';
import { ModelProblem } from './ModelProblem';

const [MODEL_GROUP] = MODEL_API_VERSION.split('/');

/**
 * Judges Models, with messages that a person can act on.
 *
 * @remarks
 *
 * Whether a document fits the schema is decided by Backstage's own validator,
 * as for every other kind. That one reports the first error only, as a JSON
 * pointer and without the value; so when it refuses, the kind's part of the
 * schema is run again to say what is wrong, all of it.
 *
 * @public
 */
export class ModelValidator {
  readonly #decide: (data: unknown) => false | ModelEntityV1alpha1;
  readonly #explain: ValidateFunction;

  static create(): ModelValidator {
    return new ModelValidator(
      entityKindSchemaValidator<ModelEntityV1alpha1>(modelEntityV1alpha1Schema),
      new Ajv({ allErrors: true, verbose: true }).compile(ownSchema()),
    );
  }

  private constructor(
    decide: (data: unknown) => false | ModelEntityV1alpha1,
    explain: ValidateFunction,
  ) {
    this.#decide = decide;
    this.#explain = explain;
  }

  /**
   * Tells whether the entity is a Model of ours.
   *
   * @returns False for any other kind or API group.
   * @throws InputError naming the Model and every field that is wrong.
   */
  validate(entity: Entity): entity is ModelEntityV1alpha1 {
    if (!claimsToBeModel(entity)) {
      return false;
    }
    const problems = this.findProblems(entity);
    if (problems.length) {
      throw new InputError(
        `Model "${entity.metadata?.name}": ${problems
          .map(problem => `${problem.field} ${problem.message}`)
          .join('; ')}`,
      );
    }
    return true;
  }

  /** Everything that is wrong with a document that is meant to be a Model. */
  findProblems(document: unknown): ModelProblem[] {
    let model: false | ModelEntityV1alpha1;
    try {
      model = this.#decide(document);
    } catch (error) {
      return this.#schemaProblems(document, error);
    }
    return model
      ? checkModelRules(model)
      : this.#schemaProblems(document, undefined);
  }

  #schemaProblems(document: unknown, cause: unknown): ModelProblem[] {
    this.#explain(document);
    const problems = (this.#explain.errors ?? []).map(describeSchemaError);
    if (problems.length) {
      return problems;
    }
    // Not in the kind's part: the envelope that all entities share.
    const message = isError(cause) ? cause.message : 'is not an entity';
    const [, pointer, text] = /^(\/\S*) (.*)$/s.exec(message) ?? [];
    return [
      pointer && text
        ? { field: pointer.slice(1).replace(/\//g, '.'), message: text }
        : { field: 'the document', message },
    ];
  }
}

/** Right or nearly so: a wrong version or case deserves a message, not silence. */
function claimsToBeModel(entity: Entity): boolean {
  return (
    typeof entity.apiVersion === 'string' &&
    typeof entity.kind === 'string' &&
    entity.apiVersion.split('/')[0] === MODEL_GROUP &&
    entity.kind.toLowerCase() === MODEL_KIND.toLowerCase()
  );
}

/** The schema without the part that is common to all entities. */
function ownSchema(): JsonObject {
  const parts = modelEntityV1alpha1Schema.allOf;
  const own = Array.isArray(parts) ? parts[1] : undefined;
  if (!own || typeof own !== 'object' || Array.isArray(own)) {
    throw new Error('The schema of Model has no part of its own');
  }
  return own;
}
