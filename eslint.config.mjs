import { readFileSync } from 'node:fs';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const ignored = readFileSync(new URL('.gitignore', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('*') && !line.startsWith('.env'))
  .map((line) => line.replace(/^\//, ''));

/** Rules on types run where the type-checked projects reach; specs are checked by their own project. */
export default tseslint.config(
  { ignores: [...ignored, '**/*.cjs', '**/*.mjs', 'client/public/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.lint.json', './client/tsconfig.lint.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['server/src/platform/database/**', 'server/src/platform/platform.module.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='transaction'][callee.object.name=/[sS]ource/]",
          message: 'All writes go through Database.transaction.',
        },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'typeorm', importNames: ['DataSource'], message: 'Use Database, the one seam.' }] },
      ],
    },
  },
  {
    files: ['client/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['client/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    // Lists that move focus by themselves take their keys on the container; axe looks at every screen as it runs.
    rules: {
      '@angular-eslint/template/interactive-supports-focus': 'off',
      '@angular-eslint/template/click-events-have-key-events': 'off',
    },
  },
  {
    files: ['client/src/main.ts', 'server/src/cli/**/*.ts', 'e2e/**/*.ts', '**/*.spec.ts'],
    rules: { 'no-console': 'off' },
  },
  // A request of supertest is awaited although it is no Promise.
  { files: ['**/*.spec.ts', 'server/testing/**'], rules: { '@typescript-eslint/await-thenable': 'off' } },
  prettier,
);
