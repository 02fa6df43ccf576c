/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/database-template.js',
  globalTeardown: '<rootDir>/test/support/database-template-end.js',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/architecture/broken/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
  // A worker that starts again for each spec costs half a second of each; what a spec leaves behind is some 200 MB.
  workerIdleMemoryLimit: '1500MB',
  // Long for any one test, and not for building a whole centre on a machine that does other things as well.
  testTimeout: 90_000,
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
};
