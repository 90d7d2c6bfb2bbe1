module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // It starts a backend with the plugins that it measures.
    '@backstage/no-mixed-plugin-imports': 'off',
    // It runs from its sources and is never built.
    'no-restricted-syntax': 'off',
  },
});
