import { HttpClient } from '@angular/common/http';
import { DOCUMENT } from '@angular/common';
import {
  type EnvironmentProviders,
  inject,
  Injectable,
  isDevMode,
  makeEnvironmentProviders,
  signal,
} from '@angular/core';
import type { Route } from '@angular/router';
import {
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
  type TranslocoLoader,
  TranslocoService,
} from '@jsverse/transloco';
import { firstValueFrom, map, type Observable } from 'rxjs';
import { isPseudo, pseudo } from './pseudo-locale';
import { TextTranspiler } from './text-transpiler';

/** `en-XA` lengthens and accents every text, `en-XB` also turns the page right to left: both find what was not translated. */
export const LANGUAGES = ['en', 'en-XA', 'en-XB'] as const;
export type Language = (typeof LANGUAGES)[number];
const STORE = 'eh.language';

/** Reads `/i18n/en.json` for the root and `/i18n/<scope>/en.json` for a scope. */
@Injectable({ providedIn: 'root' })
export class TextLoader implements TranslocoLoader {
  private readonly http = inject(HttpClient);

  getTranslation(path: string): Observable<Translation> {
    const language = path.slice(path.lastIndexOf('/') + 1);
    const file = isPseudo(language) ? path.replace(/[^/]+$/, 'en') : path;
    return this.http
      .get<Translation>(`/i18n/${file}.json`)
      .pipe(map((texts) => (isPseudo(language) ? pseudo(texts) : texts)));
  }
}

export function provideTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
        missingHandler: { logMissingKey: isDevMode() },
        scopes: { keepCasing: true },
      },
      loader: TextLoader,
    }),
    provideTranslocoTranspiler(TextTranspiler),
  ]);
}

/** The texts of the interface: which language, which files are loaded, and one of them by its key. */
@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly scopes = new Set<string>();
  private readonly chosen = signal<Language>('en');
  readonly language = this.chosen.asReadonly();

  /** Loads the root file in the stored language, or the one that `?lang=` names. */
  async start(): Promise<void> {
    const window = this.document.defaultView;
    const named = window ? new URLSearchParams(window.location.search).get('lang') : null;
    await this.use(languageOf(named) ?? languageOf(stored()) ?? 'en');
  }

  async use(language: Language): Promise<void> {
    await firstValueFrom(this.transloco.load(language));
    await Promise.all([...this.scopes].map((scope) => firstValueFrom(this.transloco.load(`${scope}/${language}`))));
    this.transloco.setActiveLang(language);
    this.chosen.set(language);
    this.document.documentElement.lang = language;
    this.document.documentElement.dir = language === 'en-XB' ? 'rtl' : 'ltr';
    store(language);
  }

  /** Loads a scope's file once; its keys then begin with the scope's name. */
  async load(scope: string): Promise<void> {
    await firstValueFrom(this.transloco.load(`${scope}/${this.chosen()}`));
    this.scopes.add(scope);
  }

  has(key: string): boolean {
    return this.transloco.getTranslation(this.chosen())[key] !== undefined;
  }

  of(key: string, values: Record<string, unknown> = {}): string {
    return this.transloco.translate(key, values);
  }
}

/** Spread into a route: the screen opens once the texts of these scopes are there. */
export function withTexts(...scopes: string[]): Pick<Route, 'canActivate'> {
  return {
    canActivate: [
      async () => {
        const texts = inject(Texts);
        await Promise.all(scopes.map((scope) => texts.load(scope)));
        return true;
      },
    ],
  };
}

function languageOf(name: string | null): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function store(language: Language): void {
  try {
    localStorage.setItem(STORE, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
