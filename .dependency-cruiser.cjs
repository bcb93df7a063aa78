/** Which way imports point (see ARCHITECTURE.md). */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^shared/domain', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { pathNot: '^shared/domain' },
    },
    {
      name: 'contracts-know-zod-and-domain',
      severity: 'error',
      from: { path: '^shared/contracts', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^shared/(contracts|domain)|node_modules/zod' },
    },
    { name: 'client-not-server', severity: 'error', from: { path: '^client' }, to: { path: '^server' } },
    { name: 'server-not-client', severity: 'error', from: { path: '^server' }, to: { path: '^client' } },
    {
      name: 'ui-never-fetches',
      severity: 'error',
      from: { path: '^client/src/app/ui' },
      to: { path: '^client/src/app/(data|reviewer|lead|librarian|author|reader|admin|shell)' },
    },
    {
      name: 'personas-are-apart',
      severity: 'error',
      from: { path: '^client/src/app/(reviewer|lead|librarian|author|reader|admin)/' },
      to: { path: '^client/src/app/(reviewer|lead|librarian|author|reader|admin)/', pathNot: '^client/src/app/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'dist|\\.angular' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.spec.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
