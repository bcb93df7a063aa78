import { type EnvironmentProviders, importProvidersFrom, type Provider } from '@angular/core';
import { provideTranslocoTranspiler, TranslocoTestingModule } from '@jsverse/transloco';
import root from '../public/i18n/en.json';
import { TextTranspiler } from '../src/app/data/text-transpiler';

/** The English words as they are shipped, with those of the named parts of the app, for specs that read a screen. */
export const shippedTexts = (parts: Record<string, object> = {}): (Provider | EnvironmentProviders)[] => [
  importProvidersFrom(
    TranslocoTestingModule.forRoot({
      langs: { en: { ...root, ...parts } },
      translocoConfig: { defaultLang: 'en', availableLangs: ['en'] },
      preloadLangs: true,
    }),
  ),
  provideTranslocoTranspiler(TextTranspiler),
];
