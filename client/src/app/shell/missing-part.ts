import { inject } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { Connection } from '../data/connection';
import { ProblemText } from '../data/problem-text';
import { Problem } from '../data/problem';
import { Toasts } from '../ui/toasts';

/** As browsers say that a script could not be had. */
const NOT_LOADED = /dynamically imported module|importing a module script failed/i;
const TRIED = 'eh.loadedAnew';
const NOT_AGAIN_MS = 30_000;

/**
 * A screen whose script is not to be had: the server was upgraded under a browser that keeps no copy of the application, or
 * there is no network. In the first case the address is opened anew, once; in the second the person stays and is told.
 */
export function onNavigationError({ error, url }: NavigationError): void {
  if (!(error instanceof Error) || !NOT_LOADED.test(error.message)) return;
  if (inject(Connection).isOnline() && mayTry()) return location.assign(url);
  inject(Toasts).problem(inject(ProblemText).of(new Problem(0, 'offline', '')));
}

function mayTry(): boolean {
  try {
    const last = Number(sessionStorage.getItem(TRIED) ?? 0);
    sessionStorage.setItem(TRIED, String(Date.now()));
    return Date.now() - last > NOT_AGAIN_MS;
  } catch {
    return false;
  }
}
