import { Injectable } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';
import { withPlurals } from './plural';

/** Plain `{{ name }}` values as ever, after plurals have been chosen. */
@Injectable()
export class TextTranspiler extends DefaultTranspiler {
  private language = 'en';

  onLangChanged(language: string): void {
    this.language = language;
  }

  override transpile(input: TranspileParams): unknown {
    const { value, params } = input;
    const hasPlural = typeof value === 'string' && params !== undefined && value.includes(', plural,');
    const chosen = hasPlural ? withPlurals(value, params, this.language) : value;
    return super.transpile({ ...input, value: chosen } as TranspileParams);
  }
}
