/**
 * One thing that is wrong with a Model.
 *
 * @public
 */
export interface ModelProblem {
  /** Where, as a person writes it: `spec.artifacts[0].uri`. */
  readonly field: string;
  /** What is wrong and what would be right; follows the field in a sentence. */
  readonly message: string;
}
