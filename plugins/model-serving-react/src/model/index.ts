export { describeArtifact, describePrecision } from './describeArtifact';
export { describeLicense, type LicenseDescription } from './describeLicense';
export { formatBytes, formatParameters, formatTokens } from './figures';
