import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Texts } from '../data/texts';

/**
 * The window's title: the screen, then the review, then the product. A route's `title` is a text key, whose scope the
 * route itself loads.
 */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly texts = inject(Texts);
  private readonly key = signal('');
  /** The open review's title, set by its frame. */
  readonly review = signal('');

  constructor() {
    super();
    effect(() => {
      this.texts.language();
      const screen = this.key() ? this.texts.of(this.key()) : '';
      this.title.setTitle([screen, this.review(), 'Evenhand'].filter(Boolean).join(' · '));
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot) ?? '');
  }
}
