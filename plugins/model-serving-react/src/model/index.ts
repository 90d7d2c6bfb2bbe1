export { describeArtifact, describePrecision } from './describeArtifact';
export { describeLicense, type LicenseDescription } from './describeLicense';
export {
  formatBytes,
  formatMemory,
  formatParameters,
  formatTokens,
} from './figures';
