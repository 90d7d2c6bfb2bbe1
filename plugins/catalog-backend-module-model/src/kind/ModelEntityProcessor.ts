import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  isModelEntity,
  modelReferenceFields,
  ModelValidator,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { sortReferences } from './sortReferences';

/** Validates Models and emits their relations, in both directions. */
export class ModelEntityProcessor implements CatalogProcessor {
  readonly #validator: ModelValidator;

  static create(): ModelEntityProcessor {
    return new ModelEntityProcessor(ModelValidator.create());
  }

  private constructor(validator: ModelValidator) {
    this.#validator = validator;
  }

  getProcessorName(): string {
    return 'ModelEntityProcessor';
  }

  /** Before the default of 20, so that it is our message that a user reads. */
  getPriority(): number {
    return 10;
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    return isModelEntity(entity) ? sortReferences(entity) : entity;
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    return this.#validator.validate(entity);
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isModelEntity(entity)) {
      return entity;
    }
    const self = getCompoundEntityRef(entity);
    for (const rule of modelReferenceFields) {
      for (const value of [entity.spec[rule.field] ?? []].flat()) {
        const target = parseEntityRef(value, {
          ...(rule.defaultKind && { defaultKind: rule.defaultKind }),
          defaultNamespace: self.namespace,
        });
        emit(
          processingResult.relation({
            source: self,
            type: rule.relation,
            target,
          }),
        );
        emit(
          processingResult.relation({
            source: target,
            type: rule.reverse,
            target: self,
          }),
        );
      }
    }
    return entity;
  }
}
