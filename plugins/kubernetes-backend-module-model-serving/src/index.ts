/**
 * Hands the Kubernetes plugin's own clusters and credentials to Modelfleet.
 *
 * @packageDocumentation
 */
export { kubernetesModuleModelServing as default } from './module';
