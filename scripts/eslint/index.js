const {
  createConfigForRole,
  createPackageConfig,
} = require('@backstage/cli/config/eslint-factory');

const vitest = {
  // Backstage's rules for tests look for jest; ours run on vitest, whose
  // `expect` takes a message and whose tests take a context.
  settings: { jest: { version: 30 } },
  testRules: {
    'jest/valid-expect': ['error', { maxArgs: 2 }],
    'jest/no-done-callback': 'off',
  },
};

/** Backstage's rules for the role of a workspace. */
exports.forWorkspace = directory => createPackageConfig(directory, vitest);

/** Backstage's rules for a Node library, for what lies outside the workspaces: scripts, benchmarks, journeys. */
exports.forRoot = directory =>
  createConfigForRole(directory, 'node-library', {
    ...vitest,
    root: true,
    rules: {
      // They print to the terminal, and use what the root's package.json brings.
      'no-console': 'off',
      '@backstage/no-undeclared-imports': 'off',
    },
  });
