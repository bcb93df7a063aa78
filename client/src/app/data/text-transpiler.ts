import { Injectable } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';

/**
 * Texts with plurals, in the part of ICU message format that counts need:
 * `{count, plural, =0 {no conflicts} one {# conflict} other {# conflicts}}`. `#` is the number, written for the language.
 * Plain `{{ name }}` values work as ever, and may stand inside the branches.
 */
@Injectable()
export class TextTranspiler extends DefaultTranspiler {
  private language = 'en';

  onLangChanged(language: string): void {
    this.language = language;
  }

  override transpile(input: TranspileParams): unknown {
    const { value, params } = input;
    const chosen = typeof value === 'string' && params && value.includes(', plural,') ? this.choose(value, params) : value;
    return super.transpile({ ...input, value: chosen } as TranspileParams);
  }

  private choose(text: string, params: Record<string, unknown>): string {
    return text.replace(PLURAL, (whole: string, name: string, branches: string) => {
      const count = Number(params[name]);
      if (!Number.isFinite(count)) return whole;
      const words = branchesOf(branches);
      const branch = words[`=${count}`] ?? words[new Intl.PluralRules(this.language).select(count)] ?? words['other'];
      return (branch ?? whole).replaceAll('#', new Intl.NumberFormat(this.language).format(count));
    });
  }
}

/** `{name, plural, …}` whose branches may hold `{{ values }}` but no further plural. */
const PLURAL = /\{(\w+), plural,((?:\s*(?:=\d+|\w+) \{(?:[^{}]|\{\{[^{}]*\}\})*\})+)\s*\}/g;
const BRANCH = /(=\d+|\w+) \{((?:[^{}]|\{\{[^{}]*\}\})*)\}/g;

function branchesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(BRANCH)].map(([, name, words]) => [name ?? '', words ?? '']));
}
