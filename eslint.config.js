import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * The roles of a comment: `comment` for the assistive technology that knows it, `article` for the rest.
 * The plugin's list of roles ends with ARIA 1.2 and takes one role for each element, so it knows neither.
 */
const COMMENT_ROLE = 'comment article';

/** What the source does not use; each with what it uses in its place. */
const RESTRICTED_SYNTAX = [
  ['ExportDefaultDeclaration', 'Named exports only.'],
  ['ExportSpecifier[exported.name="default"]', 'Named exports only.'],
  [
    'ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
    'Export a function that returns it: lazy files of the script tag are handed values (docs/decisions/0002).',
  ],
  ['TSEnumDeclaration', 'Only erasable TypeScript: a union of strings, or an object `as const`.'],
  ['TSModuleDeclaration[kind="namespace"]', 'Only erasable TypeScript: a module.'],
  ['TSParameterProperty', 'Only erasable TypeScript: a field, and an assignment in the constructor.'],
  ['Decorator', 'No decorators: `static override properties` and `declare`d fields.'],
  ['AccessorProperty', 'No `accessor`: `static override properties` and `declare`d fields.'],
].map(([selector, message]) => ({ selector, message }));

export default defineConfig(
  globalIgnores(['dist/', 'dist-demo/', 'coverage/', '.cache/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  lit.configs['flat/recommended'],
  wc.configs['flat/recommended'],
  noUnsanitized.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'wc/define-tag-after-class-definition': 'error',
      'wc/no-child-traversal-in-connectedcallback': 'error',
    },
  },
  {
    plugins: { 'lit-a11y': withCommentRole(litA11y) },
    rules: litA11y.configs.recommended.rules,
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': ['error', ...RESTRICTED_SYNTAX],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // A method that answers for an interface may be async without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      // An adapter is asked whether it has a method, which reads the method without calling it.
      '@typescript-eslint/unbound-method': 'off',
      // A leading underscore marks what a signature asks for, or what is taken out of an object.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // A page's console belongs to the page: it gets warnings for its developer, and nothing else.
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    files: ['src/server/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/content/**'],
    rules: {
      // Comments become HTML in one place only.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['lit/directives/unsafe-*', 'lit-html/directives/unsafe-*'],
              message: 'Use src/content.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // chai's `expect(x).to.be.true`, and chai's types, in which every `equal` is a promise.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      // Tests feed the library what its types forbid.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // What these tools read is a default export.
    files: ['*.config.ts', 'tests/**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['demo/**/*.js'], languageOptions: { globals: globals.browser } },
  {
    // `$state` is Svelte's.
    files: ['tests/**/*.js'],
    languageOptions: { globals: { ...globals.browser, $state: 'readonly' } },
  },
  { files: ['*.js', '*.mjs', 'tests/**/*.mjs'], languageOptions: { globals: globals.node } },
);

function withCommentRole(plugin) {
  const rule = plugin.rules['aria-role'];
  const create = (context) =>
    rule.create(
      Object.create(context, {
        report: { value: (problem) => problem.data.role === COMMENT_ROLE || context.report(problem) },
      }),
    );
  return { ...plugin, rules: { ...plugin.rules, 'aria-role': { ...rule, create } } };
}
