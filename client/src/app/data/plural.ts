/**
 * Texts with plurals, in the part of ICU message format that counts need:
 * `{count, plural, =0 {no conflicts} one {# conflict} other {# conflicts}}`. `#` is the number, written for the language.
 * A branch may hold `{{ values }}` but no further plural. A missing count leaves its part as it is.
 */
export function withPlurals(text: string, params: Readonly<Record<string, unknown>>, language: string): string {
  return text.replace(PLURAL, (whole: string, name: string, branches: string) => {
    const count = Number(params[name]);
    if (!Number.isFinite(count)) return whole;
    const words = branchesOf(branches);
    const branch = words[`=${count}`] ?? words[new Intl.PluralRules(language).select(count)] ?? words['other'];
    return (branch ?? whole).replaceAll('#', new Intl.NumberFormat(language).format(count));
  });
}

const PLURAL = /\{(\w+), plural,((?:\s*(?:=\d+|\w+) \{(?:[^{}]|\{\{[^{}]*\}\})*\})+)\s*\}/g;
const BRANCH = /(=\d+|\w+) \{((?:[^{}]|\{\{[^{}]*\}\})*)\}/g;

function branchesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(BRANCH)].map(([, name, words]) => [name ?? '', words ?? '']));
}
