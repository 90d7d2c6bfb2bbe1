import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import {
  MODEL_API_VERSION,
  MODEL_KIND,
  modelEntityV1alpha1Schema,
  modelReferenceFields,
  RELATION_BASE_OF,
  RELATION_DERIVED_FROM,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelfleetAnnotations } from './modelfleetAnnotations';

const [group = '', version = ''] = MODEL_API_VERSION.split('/');

/**
 * What a Model may depend on with a relation in both directions. A layer has
 * to name the kinds; a dependency on any other kind gets the forward relation
 * only, unless the adopter's own layer declares the pair.
 */
const DEPENDENCY_KINDS = [
  'AiResource',
  'API',
  'Component',
  'Domain',
  'Group',
  'Location',
  'Resource',
  'System',
  'Template',
  'User',
];

/** Kinds whose `dependsOn` may name a Model. */
const DEPENDENT_KINDS = ['Component', 'Resource'];

/**
 * The kind Model as a layer of the catalog model, with the relation pairs that
 * have a Model on either side. Upstream's pairs name the built-in kinds only.
 *
 * @alpha
 */
export const modelCatalogModelLayer = createCatalogModelLayer({
  layerId: 'modelfleet.dev/kind-model',
  builder: model => {
    model.addKind({
      group,
      names: { kind: MODEL_KIND, singular: 'model', plural: 'models' },
      description:
        'A Model describes what an AI or machine learning model is: its task, licence, architecture, deployable artifacts and lineage. Where it runs is not part of it.',
      versions: [
        {
          name: version,
          relationFields: modelReferenceFields.map(rule => ({
            selector: { path: `spec.${rule.field}` },
            relation: rule.relation,
            ...(rule.defaultKind && { defaultKind: rule.defaultKind }),
            defaultNamespace: 'inherit',
            ...(rule.allowedKinds && { allowedKinds: [...rule.allowedKinds] }),
          })),
          schema: { jsonSchema: modelEntityV1alpha1Schema },
        },
      ],
    });
    model.addRelationPair({
      fromKind: MODEL_KIND,
      toKind: MODEL_KIND,
      description:
        'A lineage relation: a model was made from another, by fine-tuning, merging, distilling or quantizing.',
      forward: { type: RELATION_DERIVED_FROM, title: 'derived from' },
      reverse: { type: RELATION_BASE_OF, title: 'base of' },
    });
    model.updateRelationPair({
      fromKind: MODEL_KIND,
      toKind: ['Group', 'User'],
      forward: { type: RELATION_OWNED_BY },
      reverse: { type: RELATION_OWNER_OF },
    });
    model.updateRelationPair({
      fromKind: MODEL_KIND,
      toKind: 'System',
      forward: { type: RELATION_PART_OF },
      reverse: { type: RELATION_HAS_PART },
    });
    model.updateRelationPair({
      fromKind: MODEL_KIND,
      toKind: [...DEPENDENCY_KINDS, MODEL_KIND],
      forward: { type: RELATION_DEPENDS_ON },
      reverse: { type: RELATION_DEPENDENCY_OF },
    });
    model.updateRelationPair({
      fromKind: DEPENDENT_KINDS,
      toKind: MODEL_KIND,
      forward: { type: RELATION_DEPENDS_ON },
      reverse: { type: RELATION_DEPENDENCY_OF },
    });
    for (const annotation of modelfleetAnnotations) {
      model.addAnnotation(annotation);
    }
  },
});
