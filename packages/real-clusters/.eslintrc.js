module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // It starts a backend with the plugins that it tests.
    '@backstage/no-mixed-plugin-imports': 'off',
    // The contract's cases assert by themselves.
    'jest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect', 'runContractCase'] },
    ],
  },
});
