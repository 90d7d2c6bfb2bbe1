import { Entity } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  isModelEntity,
  ModelValidator,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Judges Models where a layer of the catalog model emits their relations: a
 * layer can only hold a JSON schema, which does not state all rules.
 */
export class ModelRulesProcessor implements CatalogProcessor {
  readonly #validator: ModelValidator;

  static create(): ModelRulesProcessor {
    return new ModelRulesProcessor(ModelValidator.create());
  }

  private constructor(validator: ModelValidator) {
    this.#validator = validator;
  }

  getProcessorName(): string {
    return 'ModelRulesProcessor';
  }

  /** Before the default of 20, so that it is our message that a user reads. */
  getPriority(): number {
    return 10;
  }

  /**
   * Upstream's processor refuses a version that its model does not have already
   * here, before validation, without saying which there are.
   */
  async preProcessEntity(entity: Entity): Promise<Entity> {
    if (!isModelEntity(entity)) {
      this.#validator.validate(entity);
    }
    return entity;
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    return this.#validator.validate(entity);
  }
}
