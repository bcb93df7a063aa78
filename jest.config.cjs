/** Three projects: the pure domain, the server on real migrated databases, the client in jsdom. */
const node = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/server/testing/quiet.cjs'],
  rootDir: __dirname,
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1' },
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.spec.json', diagnostics: false }],
  },
};
const client = {
  displayName: 'client',
  rootDir: __dirname,
  roots: ['<rootDir>/client'],
  preset: 'jest-preset-angular',
  setupFilesAfterEnv: ['<rootDir>/client/jest.setup.ts'],
  testMatch: ['**/*.spec.ts'],
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1' },
  transform: {
    '^.+\\.(ts|js|mjs|html|svg)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/client/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!.*\\.mjs$|@jsverse/)'],
};
const { existsSync } = require('node:fs');
module.exports = {
  // Argon2, migrations and replay take their time on a busy machine; a hang still ends.
  testTimeout: 60_000,
  maxWorkers: '100%',
  forceExit: true,
  projects: [
    { ...node, displayName: 'shared', roots: ['<rootDir>/shared'] },
    { ...node, displayName: 'server', roots: ['<rootDir>/server'] },
    ...(existsSync(client.setupFilesAfterEnv[0].replace('<rootDir>', __dirname)) ? [client] : []),
  ],
};
