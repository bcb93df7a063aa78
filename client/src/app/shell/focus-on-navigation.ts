import { DOCUMENT } from '@angular/common';
import { afterNextRender, inject, Injectable, Injector } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

/**
 * After going to another screen the focus is on its content, so that the next Tab and a screen reader begin there. Changes of
 * the query alone (a filter, a page) leave the focus where it is; a screen that focuses something of its own comes later
 * and wins.
 */
@Injectable({ providedIn: 'root' })
export class FocusOnNavigation {
  constructor() {
    const injector = inject(Injector);
    const document = inject(DOCUMENT);
    let before: string | null = null;
    inject(Router).events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      const path = event.urlAfterRedirects.replace(/[?#].*$/, '');
      const isOther = before !== null && path !== before;
      before = path;
      if (!isOther) return;
      const focus = (): void => document.getElementById('eh-main')?.focus({ preventScroll: true });
      afterNextRender({ write: focus }, { injector });
    });
  }
}
