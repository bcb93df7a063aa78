import { Injectable } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';
import { withPlurals } from './plural';

/** Numbers that name a thing and count nothing: they stand as they are, "2020" and not "2,020". */
const NAMES = new Set(['cycle', 'line', 'number', 'ordinal', 'record', 'seed', 'seq', 'version', 'year']);

/** `{{ name }}` values, counts written for the language, after plurals have been chosen. */
@Injectable()
export class TextTranspiler extends DefaultTranspiler {
  private language = 'en';

  onLangChanged(language: string): void {
    this.language = language;
  }

  override transpile(input: TranspileParams): unknown {
    const { value, params } = input;
    if (typeof value !== 'string' || params === undefined) return super.transpile(input);
    const chosen = value.includes(', plural,') ? withPlurals(value, params, this.language) : value;
    return super.transpile({ ...input, value: chosen, params: this.written(params) } as TranspileParams);
  }

  private written(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        Number.isInteger(value) && !NAMES.has(name)
          ? new Intl.NumberFormat(this.language).format(value as number)
          : value,
      ]),
    );
  }
}
